"""Runs migrations on the connection that the schema module hands over."""

from alembic import context

from workbench.store import base, guards, ledger

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=base.Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
