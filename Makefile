# The verbs of the house. Every one works on a fresh machine: the go command
# fetches what is missing.

GO ?= go
TARGET ?= emulator
DOCUMENTS ?= $(firstword $(wildcard ../shared/documents))

# Tests hold little and make much garbage: collecting it less often saves a third.
TEST = GOGC=400 $(GO) test
GINKGO = GOGC=400 $(GO) tool ginkgo run --no-color --succinct

# What takes long because it is repeated often, waits, or is asked of every fault:
# make test runs a part of it (-short), make check all. Much of it waits, so four run at a
# time; tools/plumb takes longest of the others and begins first.
LONG = ./suites/observe ./suites/revisions ./suites/run ./suites/sdk ./suites/traffic
APART = $(LONG) ./tools/floors ./suites/conformance ./suites/mutants ./suites/sdkgate ./suites/strangers

.DEFAULT_GOAL := help

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: conformance
conformance: ## check TARGET (default: the embedded emulator), requirement by requirement
	$(GO) run ./tools/plumb run --target=$(TARGET) --requirements

.PHONY: test
test: format vet staticcheck lint floors ## everything that must pass: format, vet, staticcheck, lint, floors, unit tests, scripts, both ways in
	$(TEST) -timeout 20m ./tools/plumb $$($(GO) list ./... | grep -vxF "$$($(GO) list ./tools/plumb $(APART))")
	$(TEST) -short -p 4 $(LONG)
	$(TEST) -count=1 ./suites/conformance
	$(TEST) -count=1 ./suites/sdkgate -ginkgo.focus='what was seen of clients before'
	$(TEST) -short -count=1 ./suites/mutants
	@echo "not run here: the vendors' SDKs themselves (make sdk), all of ./suites/mutants $(LONG) (make check)$(if $(DOCUMENTS),,; the documents' own text, which is not on this machine)"

.PHONY: check
check: test random nested bench cross ## test, and what takes longer: nested modules, the binaries of all platforms, everything of what test runs in part, benchmarks, generated files up to date
	$(TEST) -timeout 30m $(LONG)
	$(GINKGO) --fail-on-empty ./suites/mutants
	$(TEST) -timeout 30m ./specs/revision -run Edits -args -edited 700
	$(TEST) -timeout 60m ./suites/impact -run Edits -args -seeds 700
	cd fixtures/definitions && $(TEST) ./...
	git diff --exit-code

.PHONY: random
random: ## 500 runs behind random blips, 200 of a target that lives, 200 in any order; none may be called wrong
	$(GO) test -timeout=2h ./suites/run -run='Blips|Living|AnyOrder' -runs=500

.PHONY: hostile
hostile: ## run the built binary against every hostile server; each must end in time, below 150 MB
	$(GO) test -timeout=1h ./tools/plumb -run=Hostile -v -args -hostile

.PHONY: mutants
mutants: ## run the suite against every fault; print recall, aim and noise
	$(GINKGO) --label-filter=mutants ./suites/mutants

.PHONY: mutants-update
mutants-update: ## write the kill table anew, for review
	$(GINKGO) --label-filter=mutants ./suites/mutants -- -update

.PHONY: variants
variants: ## run the suite against every legal variant and pair; print the false alarms
	$(GINKGO) --label-filter=variants ./suites/mutants

.PHONY: strangers
strangers: ## run the suite against servers that were written from the documents alone; print what it catches of their faults
	$(GINKGO) ./suites/strangers

STATIC = CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=false -ldflags='-s -w'

.PHONY: cross
cross: ## build the static binary for every platform of a release, and one again from a copy elsewhere with nothing kept: equal bytes
	@out=$$(mktemp -d) && trap "rm -rf $$out" EXIT && for platform in linux darwin windows; do for machine in amd64 arm64; do \
	  GOOS=$$platform GOARCH=$$machine $(STATIC) -o $$out/plumb-$$platform-$$machine ./tools/plumb || exit 1; \
	done; done && mkdir $$out/copy && git ls-files -z | xargs -0 cp --parents -t $$out/copy && cd $$out/copy && \
	GOCACHE=$$out/cache GOOS=linux GOARCH=amd64 $(STATIC) -o $$out/again ./tools/plumb && cmp $$out/again $$out/plumb-linux-amd64 && cd $$out && sha256sum plumb-*

CONTAINER ?= podman
IMAGE ?= plumb

.PHONY: image
image: ## make an image of plumb alone by CONTAINER (podman, docker), and run it without a writable disk
	@out=$$(mktemp -d) && trap "rm -rf $$out" EXIT && \
	CGO_ENABLED=0 GOOS=linux $(GO) build -trimpath -ldflags='-s -w' -o $$out/plumb ./tools/plumb && cp /etc/ssl/certs/ca-certificates.crt $$out && \
	$(CONTAINER) build -f .github/Containerfile -t '$(IMAGE)' $$out && $(CONTAINER) run --rm --read-only --network none '$(IMAGE)' run

# The versions of the tools are those that the release uses.
RELEASE_TOOL = $(shell grep -o '$(1)@v[0-9.]*' .github/workflows/release.yml)

.PHONY: release-check
release-check: ## check .goreleaser.yaml by its own tool, and make all of a release but the pushing from a clean clone (many minutes)
	@out=$$(mktemp -d) && trap "rm -rf $$out" EXIT && export GOBIN=$$out && \
	$(GO) install $(call RELEASE_TOOL,github.com/goreleaser/goreleaser/v2) && $(GO) install $(call RELEASE_TOOL,github.com/anchore/syft/cmd/syft) && \
	git clone -q . $$out/clone && cd $$out/clone && PATH=$$out:$$PATH && goreleaser check && goreleaser release --snapshot --clean --skip=publish && \
	(cd dist && sha256sum --check --quiet checksums.txt && ! $(GO) version -m */plumb* | grep vcs.modified=true && ls -l *.tar.gz *.zip *.deb *.json homebrew/Casks)

.PHONY: lint
lint: ## check the spec documents, and their citations where the documents are
	$(GO) run ./tools/plumb lint $(if $(DOCUMENTS),--documents=$(DOCUMENTS))

.PHONY: bench
bench: ## benchmarks: a run and the share of it spent on the wire, a diff of 500 and 5000 operations beside oasdiff's, what a watch adds to a proxy
	$(GO) test -run='^$$' -bench=. -benchtime=20x ./suites/run
	$(GO) test -run='^$$' -bench=FiveHundred -benchtime=3x ./specs/revision
	$(GO) test -run='^$$' -bench=BesideOasdiff -benchtime=1x -timeout 30m ./tools/plumb
	$(GO) test -run='^$$' -bench=Latency -benchtime=2000x ./suites/watch

# Up to so many operations; 10000 take a while.
SCALE ?= 1000

.PHONY: scale
scale: ## megabytes and seconds that the commands take for 100, 1,000 … SCALE operations
	$(GO) test -run='^$$' -bench=Scale -benchtime=1x -timeout 5h ./tools/plumb -args -scale=$(SCALE)

.PHONY: nested
nested: ## tests of the nested modules: the vendors' Go SDKs, the suite as a library, drafts of a vendor's operations
	cd fixtures/definitions && $(GO) vet ./... && $(TEST) -short ./...
	for m in fixtures/sdk/signing fixtures/sdk/go-alibaba fixtures/sdk/go-openapi fixtures/sdk/go-tencent fixtures/embedding; do (cd $$m && $(GO) vet ./... && $(TEST) ./...) || exit 1; done

.PHONY: sdk
sdk: ## install the vendors' SDKs, see what they send and make of answers; fails for what fixtures/sdk/baseline.yaml does not accept, and for another table
	$(GO) run ./tools/plumb sdk --install --baseline fixtures/sdk/baseline.yaml --impact fixtures/sdk

.PHONY: picture
picture: ## draw tools/guides/run.svg, the picture of the README, from a run in a terminal
	UPDATE_SCRIPTS=1 $(GO) test ./tools/plumb -run ThePictureIsOfARun

.PHONY: sdk-update
sdk-update: ## the same, and write what was seen: the table fixtures/sdk/IMPACT.md, the data that plumb run quotes, and the baseline
	$(GO) run ./tools/plumb sdk --install --baseline fixtures/sdk/baseline.yaml --impact fixtures/sdk --update

.PHONY: format vet staticcheck floors
format:
	@out=$$(gofmt -l .); test -z "$$out" || { echo "not formatted: $$out"; exit 1; }
vet:
	$(GO) vet ./...
staticcheck:
	$(GO) tool staticcheck ./...
floors:
	$(GO) test -count=1 ./tools/floors
