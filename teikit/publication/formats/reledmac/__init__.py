"""TeX for LuaLaTeX with reledmac: critical text with line numbers, an apparatus in layers, notes, side notes."""

from teikit.publication.formats.reledmac.documents import PICTURE_KINDS, PICTURES, reledmac

__all__ = ["PICTURES", "PICTURE_KINDS", "reledmac"]
