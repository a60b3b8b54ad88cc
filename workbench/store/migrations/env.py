"""Runs migrations on the connection that the schema module hands over."""

from alembic import context

from workbench.store import ledger

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=ledger.Job.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
