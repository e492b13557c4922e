"""What frames every page of a site: head, header with the menu, footer, themes; and the pages of the site itself."""

from teikit.site.frame.assets import assets
from teikit.site.frame.frame import Frame
from teikit.site.frame.pages import SitePages, site_pages

__all__ = ["Frame", "SitePages", "assets", "site_pages"]
