"""Makes a page of the site itself, such as a list or a register, with a stylesheet of `xslt/site/`."""

from collections.abc import Mapping

from teikit.core import InstallationError, Parameter, XsltError, parse, resource, stylesheet
from teikit.pages.draft import Draft, root_of
from teikit.pages.messages import message_map


def site_page(
    sheet: str,
    data: str,
    path: str,
    title: str,
    interface: str = "en",
    parameters: Mapping[str, Parameter] | None = None,
) -> Draft:
    """A page as `xslt/site/SHEET` makes it of `data`, a string of XML.

    `path` is its file from the folder of the site, `interface` the language of its words. The stylesheet includes
    `xslt/site/shell.xsl`, which has the parameters `root`, `title`, `edition`, `interface` and `assets`; `parameters`
    are others. Raises InstallationError: the data is made by teikit, so no document is to blame.
    """
    root = root_of(path)
    given: dict[str, Parameter] = {"root": root, "assets": f"{root}assets", "title": title, "interface": interface}
    given |= {"messages": message_map(interface), **(parameters or {})}
    try:
        page = stylesheet(resource("xslt", "site", sheet)).to_string(parse(data), given)
    except XsltError as error:
        raise InstallationError(f"{path} cannot be made, install teikit again: {error}") from error
    return Draft(path, f"{page}\n", title)
