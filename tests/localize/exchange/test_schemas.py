"""What is sent is valid XLIFF by the schemas of its standard.

The schemas are OASIS's and not part of locvid: they are taken from LOCVID_XLIFF_SCHEMAS, or from
where Debian's php-symfony-translation puts them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from localize.exchange.test_formats import BATCH, units
from lxml import etree

from locvid.localize.exchange.base import Batch, Unit
from locvid.localize.exchange.files import exchange

DEBIAN = "/usr/share/php/Symfony/Component/Translation/Resources/schemas"
FOLDER = Path(os.environ.get("LOCVID_XLIFF_SCHEMAS", DEBIAN))
SCHEMAS = {"xliff": "xliff-core-1.2-strict.xsd", "xliff2": "xliff-core-2.0.xsd"}

pytestmark = pytest.mark.skipif(
    not all((FOLDER / name).is_file() for name in SCHEMAS.values()),
    reason="no XLIFF schemas: apt install php-symfony-translation, or set LOCVID_XLIFF_SCHEMAS",
)


class _Local(etree.Resolver):
    """The schema of XML itself lies beside the others; nothing is fetched."""

    def resolve(self, url: str, public: str, context: object) -> object:
        return self.resolve_filename(str(FOLDER / Path(url).name), context)


@pytest.fixture(scope="module", params=SCHEMAS)
def checked(request: pytest.FixtureRequest) -> tuple[str, etree.XMLSchema]:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    return request.param, etree.XMLSchema(etree.parse(FOLDER / SCHEMAS[request.param], parser))


def check(checked: tuple[str, etree.XMLSchema], batch: Batch) -> None:
    name, schema = checked
    schema.assertValid(etree.fromstring(exchange(name).write(batch)))


def test_a_batch_is_valid(checked: tuple[str, etree.XMLSchema]) -> None:
    check(checked, BATCH)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(unit=units())
def test_any_line_is_valid(checked: tuple[str, etree.XMLSchema], unit: Unit) -> None:
    check(checked, Batch("film é.yaml", "zh-Hant-TW", "sr-Latn", (unit, BATCH.units[2])))


def test_the_schemas_do_refuse(checked: tuple[str, etree.XMLSchema]) -> None:
    name, schema = checked
    text = exchange(name).write(BATCH).replace(b"<note", b"<nota").replace(b"</note", b"</nota")
    with pytest.raises(etree.DocumentInvalid):
        schema.assertValid(etree.fromstring(text))
