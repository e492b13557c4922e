"""`teikit explain`: the meaning of the codes of findings."""

import click


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--page", is_flag=True, help="Print the page of all codes, in Markdown.")
def explain(codes: tuple[str, ...], page: bool) -> None:
    """Explain the codes of findings.

    For each code: what it means, what to do, and a small document that causes it. A CODE may be the beginning of
    codes. Without CODE all codes are listed.

    \b
    Examples:
      teikit explain
      teikit explain link-target xml-
    """
    from teikit.cli.codes_page import explained
    from teikit.cli.codes_page import page as page_of_codes
    from teikit.core import CODES

    if page:
        click.echo(page_of_codes(), nl=False)
        return
    if not codes:
        width = max(map(len, CODES))
        lines = [f"{code:{width}}  {row.severity:7}  {row.meaning}" for code, row in CODES.items()]
        click.echo("\n".join(lines))
        return
    unknown = [word for word in codes if not any(code.startswith(word) for code in CODES)]
    if unknown:
        raise click.UsageError(f"there is no code {unknown[0]}; teikit explain lists all codes")
    click.echo("\n".join(explained(code) for code in CODES if code.startswith(codes)), nl=False)
