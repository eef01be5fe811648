# The only door for people; CI uses it too. `make` alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help camera run test check fix demo sandbox bench lighthouse chaos shell messages lock

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start Returnwell here: web and worker, embedded database, demo on first start
	@.ci/bootstrap runtime
	@exec .venv/bin/python manage.py run

camera: ## Fetch the reader of codes for cameras whose browser has none (needs npm)
	@.ci/bootstrap camera

test: ## Run the default suite: SQLite, sandbox carrier, headless browser (ARGS= goes to pytest)
	@.ci/bootstrap dev
	@env -u DATABASE_URL -u BROKER_URL .ci/test $(ARGS)

check: ## Lint, format, types, layers, house rules, migrations, templates
	@.ci/bootstrap dev
	@.ci/check

fix: ## Put right what a machine can put right
	@.ci/bootstrap dev
	@.venv/bin/ruff check --quiet --fix . || true
	@.venv/bin/ruff format .

demo: ## Start with a fresh demo world that is gone when you stop
	@.ci/bootstrap runtime
	@data=$$(mktemp -d) && trap : INT && trap 'rm -rf "$$data"' EXIT && \
		RETURNWELL_DATA="$$data" DEMO=1 .venv/bin/python manage.py run

sandbox: ## Start the sandbox carrier on port 8090, answering as Shippo does (ARGS=--as-observed)
	@.ci/bootstrap runtime
	@exec .venv/bin/python manage.py sandbox $(ARGS)

bench: ## Time label, import, scan and opening a return, each beside its floor
	@.ci/bootstrap runtime
	@.venv/bin/python -m tests.benchmarks $(ARGS)

lighthouse: ## Judge the pages of customers and of the desk as a phone sees them, and when they are painted (needs npm and chromium)
	@.ci/bootstrap runtime
	@.venv/bin/python -m tests.benchmarks.lighthouse

chaos: ## Kill workers by the thousand, make the carrier fail, let hooks storm in; then count
	@.ci/bootstrap dev
	@MARKS=chaos WORKERS=0 CHAOS_KILLS=$${CHAOS_KILLS:-200} .ci/test --timeout=3000 $(ARGS)

shell: ## Open a Python shell with the models loaded
	@.ci/bootstrap runtime
	@.venv/bin/python manage.py shell

messages: ## Bring the translations up to date with the code (ARGS="--begin de", ARGS=--pseudo)
	@.ci/bootstrap runtime
	@.venv/bin/python manage.py messages $(ARGS)

lock: ## Write both requirements files again from pyproject.toml (ARGS=--upgrade for newer versions)
	@.ci/bootstrap dev
	@test -x .venv/bin/uv || .venv/bin/python -m pip install --quiet uv
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-strip-extras --no-header \
		--no-emit-index-url --no-annotate --python-version 3.11 \
		pyproject.toml --output-file requirements.txt $(ARGS)
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-strip-extras --no-header \
		--no-emit-index-url --no-annotate --python-version 3.11 \
		pyproject.toml --group dev --output-file requirements-dev.txt $(ARGS)
	@if command -v npm >/dev/null; then \
		npm install --silent --package-lock-only --ignore-scripts && \
		node -e 'const f = "package-lock.json", lock = require("./" + f); \
			for (const each of Object.values(lock.packages)) delete each.funding; \
			require("fs").writeFileSync(f, JSON.stringify(lock, null, 2) + "\n")'; fi
