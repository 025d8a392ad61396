module github.com/plumbline/plumbline/suites/observe/apply

go 1.26.0

require (
	github.com/speakeasy-api/openapi-overlay v0.10.2
	gopkg.in/yaml.v3 v3.0.1
)

require (
	github.com/dprotaso/go-yit v0.0.0-20191028211022-135eb7262960 // indirect
	github.com/speakeasy-api/jsonpath v0.6.0 // indirect
	github.com/vmware-labs/yaml-jsonpath v0.3.2 // indirect
)
