# One image for web and worker; compose.yaml says which is which.
FROM node:22-slim AS camera
WORKDIR /camera
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    RETURNWELL_DATA=/data \
    DEMO=0

# What WeasyPrint draws with, and letters to draw, those of codes too.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt

COPY . .
COPY --from=camera /camera/node_modules/barcode-detector/dist/iife/ponyfill.js \
    portal/static/portal/station/vendor/barcode-detector.js
COPY --from=camera /camera/node_modules/zxing-wasm/dist/reader/zxing_reader.wasm \
    portal/static/portal/station/vendor/zxing_reader.wasm
# Catalogs and bytecode are made here: nothing in the image can be written later.
RUN RETURNWELL_DATA=/tmp/building python manage.py messages --compile \
    && rm -rf /tmp/building \
    && python -m compileall -q config outbox portal rma shipping
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin returnwell \
    && mkdir -p /data \
    && chown returnwell /data
USER returnwell
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8000, timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]

# The options of `manage.py run`, for a machine that serves nothing else.
CMD ["granian", "config.wsgi:application", "--interface", "wsgi", "--http", "1", "--no-ws", \
     "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", \
     "--backpressure", "64", "--respawn-failed-workers", \
     "--workers-kill-timeout", "15", "--log-level", "warning"]
