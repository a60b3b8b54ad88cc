"""What every table shares: the declarative base and its column types."""

from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, String, TypeDecorator
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.orm import DeclarativeBase, mapped_column

Json = dict[str, Any]
JsonList = list[Any]
Key = Annotated[int, mapped_column(primary_key=True)]
Hash = Annotated[str, mapped_column(String(64))]


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses naive times: they would be read back as another moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite gives back what it was given, without its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables: ids are never reused, enums are stored by their spelling."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        int: BigInteger().with_variant(Integer, "sqlite"),  # SQLite counts up INTEGER keys only
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        StrEnum: EnumColumn(
            Enum,
            native_enum=False,
            length=24,
            values_callable=lambda members: [member.value for member in members],
        ),
    }
    __table_args__: tuple[Any, ...] = ({"sqlite_autoincrement": True},)


def now() -> datetime:
    """The moment, aware and in UTC."""
    return datetime.now(UTC)
