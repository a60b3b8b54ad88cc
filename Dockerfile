# syntax=docker/dockerfile:1.7
# Serves the desk, or works for it: the same image, another command (compose.yaml).
FROM python:3.11.14-slim-bookworm AS built
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
RUN python -m venv /opt/workbench
# Where PyTorch's CPU builds are, as its installation page says: others carry gigabytes of CUDA.
ARG PIP_EXTRA_INDEX_URL=""
COPY requirements.txt ./
RUN /opt/workbench/bin/pip install -r requirements.txt gunicorn==27.0.1

FROM python:3.11.14-slim-bookworm
ENV PATH=/opt/workbench/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    WORKBENCH_HOME=/var/lib/workbench/desk WORKBENCH_INDEXES=/var/lib/workbench/indexes
RUN groupadd --system --gid 10001 workbench \
    && useradd --system --uid 10001 --gid workbench --no-create-home workbench \
    && install -d -o workbench -g workbench -m 0700 /var/lib/workbench
COPY --from=built /opt/workbench /opt/workbench
WORKDIR /srv/workbench
COPY pyproject.toml requirements.txt README.md LICENSE ./
COPY workbench ./workbench
COPY templates ./templates
COPY examples ./examples
COPY docs ./docs
RUN pip install --no-deps --no-cache-dir -e .
USER workbench
VOLUME ["/var/lib/workbench"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
CMD ["gunicorn", "workbench.wsgi:application()", "--bind=0.0.0.0:8080", "--workers=2", "--threads=8", "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
