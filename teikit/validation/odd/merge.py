"""Changes applied to specifications (TEI Guidelines, TD: the modes add, change, replace and delete).

Where the Guidelines allow several readings, the compiler follows the TEI Stylesheets, so that a grammar accepts
what the published grammar of a project accepts.
"""

from dataclasses import replace

from teikit.validation.odd.model import (
    Attribute,
    AttributeList,
    Item,
    Membership,
    Node,
    Problem,
    Rule,
    Spec,
    Values,
)


class Merger:
    """Applies changes; `problems` collects changes of what does not exist."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems

    def spec(self, old: Spec, new: Spec) -> Spec:
        """A specification after a change: a change keeps what it does not name."""
        spec = old.copy(
            mode="add",
            node=new.node,
            namespace=old.namespace if new.namespace is None else new.namespace,
            name=new.name or old.name,
            documentation=new.documentation or old.documentation,
            type=old.type or new.type,
            rules=self.rules(old.rules, new.rules),
        )
        if new.content_of is not None:
            spec.content_of, spec._content = new.content_of, None
        if new.values is not None:
            spec.values = None if new.values.mode == "delete" else new.values
        if new.classes is not None:
            spec.classes = self._classes(old, new, new.classes)
        if new.attributes is not None:
            spec.attributes = self._attributes(old, new.attributes)
        return spec

    def _classes(self, old: Spec, new: Spec, stated: tuple[Membership, ...]) -> tuple[Membership, ...]:
        added = tuple(member for member in stated if member.mode != "delete")
        if new.classes_mode != "change":
            return added
        known = {member.key for member in old.classes or ()}
        for member in stated:
            if member.mode == "delete" and member.key not in known:
                self._warn(member.node, f"<{old.ident}> is not a member of {member.key}: remove this memberOf")
        named = {member.key for member in stated}
        return (*added, *(member for member in old.classes or () if member.key not in named))

    # ---------------------------------------------------------------- attributes
    def _attributes(self, old: Spec, new: AttributeList) -> AttributeList:
        """The attributes that a specification itself defines; an element keeps its changes of inherited ones."""
        base, element = old.attributes or AttributeList(), old.kind == "element"
        stated = {attribute.ident: attribute for attribute in new.attributes()}
        known = {attribute.ident for attribute in base.attributes()}
        kept = self._changed_list(base, stated, element)
        added = []
        for attribute in stated.values():
            if attribute.ident in known:
                continue
            if element or attribute.mode in ("add", "replace"):
                added.append(attribute)
            else:
                message = f"{old.ident} defines no attribute “{attribute.ident}” to {attribute.mode}"
                self._warn(attribute.node, message)
        references = (*kept.references, *new.all_references())
        return AttributeList(new.choice or kept.choice, (*kept.parts, *added), references)

    def _changed_list(self, old: AttributeList, stated: dict[str, Attribute], element: bool) -> AttributeList:
        parts: list[Attribute | AttributeList] = []
        for part in old.parts:
            if isinstance(part, AttributeList):
                parts.append(self._changed_list(part, stated, element))
            elif (new := stated.get(part.ident)) is None:
                parts.append(part)
            elif new.mode == "change":
                parts.append(self.attribute(part, new))
            elif new.mode != "delete":
                parts.append(new)
            elif element:  # it may also be inherited; that the element has it is known, so it needs no report
                parts.append(replace(new, node=None))
        return AttributeList(old.choice, tuple(parts), old.references)

    def attribute(self, old: Attribute, new: Attribute) -> Attribute:
        """An attribute after a change. Its mode stays that of the old one, which may change an inherited one."""
        return replace(
            old,
            node=old.node if new.node is None else new.node,
            usage=new.usage or old.usage,
            name=new.name or old.name,
            documentation=new.documentation or old.documentation,
            datatype=old.datatype if new.datatype is None else new.datatype,
            occurs=old.occurs if new.datatype is None else new.occurs,
            rules=self.rules(old.rules, new.rules),
            values=old.values if new.values is None else self._values(old, new, new.values),
        )

    def _values(self, old: Attribute, new: Attribute, stated: Values) -> Values | None:
        if stated.mode == "delete":
            return None
        if not stated.mode:
            # The default of the Guidelines is add; the TEI Stylesheets leave such a list out.
            self._warn(new.node, f'the value list of “{new.ident}” has no mode and is ignored: write mode="replace"')
            return old.values
        if stated.mode != "change" or old.values is None:
            return Values(stated.kind, tuple(item for item in stated.items if item.mode != "delete"))
        items: dict[str, Item] = {item.ident: item for item in old.values.items}
        for item in stated.items:
            if item.mode == "delete":
                if items.pop(item.ident, None) is None:
                    self._warn(item.node, f"the value list of “{new.ident}” has no value “{item.ident}” to delete")
            else:
                items[item.ident] = item
        return Values(stated.kind, tuple(items.values()))

    def rules(self, old: tuple[Rule, ...], new: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """The constraints after a change."""
        named = {rule.ident for rule in new if rule.mode != "add"}
        kept = (rule for rule in old if rule.ident not in named)
        return (*(rule for rule in new if rule.mode != "delete"), *kept)

    def _warn(self, node: Node | None, message: str) -> None:
        self._problems.append(Problem(node, "warning", message))
