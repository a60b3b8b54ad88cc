"""Runs migrations on the connection that the schema module hands over."""

import importlib
import pkgutil

from alembic import context

from workbench import store
from workbench.store import base

for module in pkgutil.iter_modules(store.__path__):  # every module that may hold tables
    importlib.import_module(f"workbench.store.{module.name}")

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=base.Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
