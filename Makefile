# What a newcomer and CI run. `make help` lists the targets; each installs what it misses.
#
# Every step builds into the same directory with the same flags (lints are denied by arguments and not by RUSTFLAGS),
# so that what one has compiled the next one finds.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Cargo reads it, too; the browser tests find the server there.
export CARGO_TARGET_DIR := $(abspath $(or $(CARGO_TARGET_DIR),target))
# On a machine that builds once and is thrown away, incremental compilation only writes files that nobody reads.
ifdef CI
export CARGO_INCREMENTAL = 0
endif

WASM := --target wasm32-unknown-unknown
# The browser's crate is for wasm32 only; all others are for this machine. The build's own program stays out, too: its
# dependencies want other features of crates that the server shares, and those would be compiled once more.
NATIVE := --workspace --exclude gateway-frontend --exclude xtask
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: web ## Build everything and start the server with its demo cluster on 127.0.0.1:8080
	@cargo build --package sds-gateway
	@exec "$$CARGO_TARGET_DIR/debug/sds-gateway" serve --demo

.PHONY: web
web: wasm32 ## Build the browser's bundle into dist/
	@cargo xtask web

.PHONY: test
test: fmt lint nextest e2e ## Check and test everything
	@echo
	@grep -hE '^ +Summary ' "$$CARGO_TARGET_DIR/nextest.log"
	@grep -hE '^\S+ (tests|pass|fail|skipped) ' "$$CARGO_TARGET_DIR/e2e.log"
	@awk '/^ +Summary / { for (i = 2; i <= NF; i++) if ($$i ~ /^passed/) passed += $$(i - 1) } /^[^ ]+ pass / { passed += $$3 } \
	  END { print passed " passed, 0 failed" }' "$$CARGO_TARGET_DIR/nextest.log" "$$CARGO_TARGET_DIR/e2e.log"

.PHONY: fmt
fmt: components
	cargo fmt --all --check
	cargo fmt --manifest-path tests/fuzz/Cargo.toml --check

# The bundle comes first: the server's crate embeds it, and would be built again after it.
.PHONY: lint
lint: export RUSTDOCFLAGS = -D warnings
lint: components web ## Lint the code and the documentation, and check that the model is pure
	cargo clippy $(WASM) --package gateway --package gateway-frontend --package gateway-bench -- -D warnings
	cargo clippy $(WASM) --package gateway-frontend --no-default-features -- -D warnings
	cargo clippy $(NATIVE) --all-targets -- -D warnings
	cargo clippy --package xtask --all-targets -- -D warnings
	cargo doc --no-deps --document-private-items $(WASM) --package gateway-frontend
	cargo doc --no-deps --document-private-items $(NATIVE)
	cargo doc --no-deps --document-private-items --package xtask
	cargo xtask purity

.PHONY: nextest
nextest: cargo-nextest web resource-agents openssh ## Run all tests but those in the browser
	cargo nextest run $(NATIVE) 2>&1 | tee "$$CARGO_TARGET_DIR/nextest.log"
	cargo nextest run --package gateway-frontend --package xtask 2>&1 | tee --append "$$CARGO_TARGET_DIR/nextest.log"

.PHONY: golden
golden: cargo-nextest ## Write the golden files anew; review their diff like code
	UPDATE_GOLDEN=1 cargo nextest run $(NATIVE)

# One file after the other: links to test nodes come and go, and Chromium drops its connections when an address does.
# The tests are built along for the features of their dependencies: with them, nextest has compiled the server already.
.PHONY: e2e
e2e: web chromium openssh tests/e2e/node_modules ## Run the tests in the browser
	cargo build $(NATIVE) --bins --tests
	cd tests/e2e && node --test --test-concurrency=1 --test-reporter=spec 2>&1 | tee "$$CARGO_TARGET_DIR/e2e.log"

.PHONY: screenshots
screenshots: web chromium pngquant tests/e2e/node_modules ## Picture every page in every theme, language and width
	cargo build --package sds-gateway
	cd tests/e2e && node screenshots.mjs "$$CARGO_TARGET_DIR/screenshots"

# Not a part of `make test`: what it measures depends on whatever else the machine does.
.PHONY: bench
bench: wasm32 chromium tests/e2e/node_modules ## Measure the model on this machine and in the browser
	cargo bench --package gateway-bench -- --sort location
	cargo xtask bench
	node tests/bench/browser/run.mjs "$$CARGO_TARGET_DIR/bench-browser"

.PHONY: bench-web
bench-web: web chromium tests/e2e/node_modules ## Measure the app in the browser: loading, typing, scrolling
	cargo build --release --package sds-gateway
	SDS_GATEWAY_BIN="$$CARGO_TARGET_DIR/release/sds-gateway" node tests/bench/web/run.mjs

# Ansible stands beside us in this measurement and nowhere else, so that it lives below the build's directory.
ANSIBLE = $(CARGO_TARGET_DIR)/ansible
.PHONY: bench-deploy
bench-deploy: openssh ## Measure a deployment to 1, 10 and 50 sshd nodes, beside Ansible and a shell loop
	@[ -x $(ANSIBLE)/bin/ansible-playbook ] || { \
	  python3 -m venv $(ANSIBLE) && $(ANSIBLE)/bin/pip install --quiet --requirement tests/bench/deploy/requirements.txt; }
	cargo run --release --package gateway-tests --bin bench-deploy -- \
	  $(ANSIBLE)/bin/ansible-playbook tests/bench/deploy/playbook.yml

# Seconds for each target of the fuzzer.
FUZZ_SECONDS ?= 20
# No sanitizer: in code that forbids `unsafe` it would find nothing, and without one the stable toolchain will do.
.PHONY: fuzz
fuzz: cargo-fuzz ## Let a fuzzer look for texts that break checking, repairing or importing
	cargo xtask corpus
	cd tests/fuzz && for target in check repair import; do \
	  mkdir -p corpus/$$target; \
	  cargo fuzz run --fuzz-dir . --sanitizer none --target-dir "$$CARGO_TARGET_DIR/fuzz" $$target corpus/$$target corpus/recorded -- \
	    -max_total_time=$(FUZZ_SECONDS) -max_len=8192 -timeout=20 -dict=snippet.dict -verbosity=0 -print_final_stats=1; \
	done

# What the targets above need. Any version will do: where there is one, it stays.

.PHONY: wasm32
wasm32:
	@[ -d "$$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] || rustup target add wasm32-unknown-unknown

.PHONY: components
components:
	@cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt
	@cargo clippy --version >/dev/null 2>&1 || rustup component add clippy

# Without optimization it takes three minutes to install and not eight; it only starts the tests.
.PHONY: cargo-nextest
cargo-nextest:
	@cargo nextest --version >/dev/null 2>&1 || env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 \
	  cargo install cargo-nextest --locked --debug --no-default-features --features default-no-update

.PHONY: cargo-fuzz
cargo-fuzz:
	@cargo fuzz --version >/dev/null 2>&1 || env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 \
	  cargo install cargo-fuzz --locked --debug

# Debian's package of OCF agents. The tests ask the agents what they declare; none is started.
.PHONY: resource-agents
resource-agents:
	@[ -x /usr/lib/ocf/resource.d/heartbeat/IPaddr2 ] || { $(SUDO) apt-get update && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends resource-agents; }

# The nodes of the tests are an sshd each, in namespaces of their own. The system's own sshd is not wanted: the first
# installation must not start one.
.PHONY: openssh
openssh:
	@missing=(); \
	[ -x /usr/sbin/sshd ] || missing+=(openssh-server); \
	command -v ssh >/dev/null || missing+=(openssh-client); \
	PATH="$$PATH:/usr/sbin:/sbin" command -v ip >/dev/null || missing+=(iproute2); \
	command -v unshare >/dev/null || missing+=(util-linux); \
	if [ $${#missing[@]} -gt 0 ]; then \
	  policy=/usr/sbin/policy-rc.d; made=; \
	  if [ ! -e $$policy ]; then \
	    printf '#!/bin/sh\nexit 101\n' | $(SUDO) tee $$policy >/dev/null; $(SUDO) chmod 755 $$policy; made=1; \
	  fi; \
	  code=0; \
	  { $(SUDO) apt-get update && \
	    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$${missing[@]}"; } || code=$$?; \
	  [ -z "$$made" ] || $(SUDO) rm $$policy; \
	  exit $$code; \
	fi

# Debian's browser and a font for the Chinese texts.
.PHONY: chromium
chromium:
	@missing=(); \
	command -v chromium >/dev/null || missing+=(chromium); \
	[ -n "$$(fc-list :lang=zh-cn 2>/dev/null)" ] || missing+=(fontconfig fonts-noto-cjk); \
	if [ $${#missing[@]} -gt 0 ]; then \
	  $(SUDO) apt-get update && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$${missing[@]}"; \
	fi

# It makes the documentation's pictures small.
.PHONY: pngquant
pngquant:
	@command -v pngquant >/dev/null || { $(SUDO) apt-get update && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends pngquant; }

tests/e2e/node_modules: tests/e2e/package.json tests/e2e/package-lock.json
	cd tests/e2e && npm ci --no-audit --no-fund
	touch $@
