"""`teikit learn`: learns from the TEI that a person corrected."""

from pathlib import Path

import click

from teikit.cli.running import progressing
from teikit.cli.shared import FOLDER


@click.command()
@click.argument("folder", type=FOLDER, default=".", metavar="[FOLDER]")
def learn(folder: Path) -> None:
    """Learn to read the lines of this edition from corrected TEI.

    Every TEI file that you edited is compared with its transcript: which lines are datelines, salutations, addresses,
    signatures and so on. What teikit learns is written to models/labels.json in the edition and used by the next
    conversion. It is written only if it helps: each document is measured with what the others teach. How often title,
    date, sender, addressee and place are right in these files is written to models/header.json: certainties follow
    it. Nothing else is changed; delete a file to forget it. At least three edited files are needed, and ten to
    twenty are better.

    \b
    Examples:
      teikit learn
      teikit learn letters/
    """
    from teikit.edition import display_path, edition_inputs, find_edition, header_of, labels_of, load_edition
    from teikit.learning import LEAST, learn_from, write_counts

    edition = load_edition(find_edition(folder))
    jobs = edition_inputs(edition).jobs
    with progressing(len(jobs)) as show:
        learned = learn_from(jobs, show)
    number = len(learned.documents)
    if number < LEAST:
        click.echo(
            f"{number} edited TEI files; at least {LEAST} are needed. Correct some files in {edition.xml.name}/."
        )
        return
    click.echo(f"learned from {number} edited TEI files, {learned.lines} lines")
    click.echo(f"lines right: {learned.before} before, {learned.after} with what the other files teach")
    if learned.header:
        place = header_of(edition.folder)
        write_counts(place, learned.header, learned.documents)
        click.echo(f"wrote {display_path(place)}: how often values of the header are right in this edition")
    if learned.weights is None:
        click.echo("nothing written: it would not help")
        return
    path = labels_of(edition.folder)
    learned.write(path)
    click.echo(f"wrote {display_path(path)}; teikit convert uses it")
