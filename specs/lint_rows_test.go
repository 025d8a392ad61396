package specs

// lintFileRows break a file as a whole, or the form of an x- key.
func lintFileRows() []lintRow {
	return []lintRow{
		{"no YAML", flowStatistics, "  product: smartag", "  - product: smartag", "load", "x-operation:"},
		{"a circular alias", flowStatistic, "value: *answer", "value: &again {Response: *again}", "circular-alias", "*again"},
		{"a duplicate key", flowStatistics, "  product: smartag\n", "  product: smartag\n  product: other\n", "duplicate-key", "  product: other"},
		{"x-operation missing", flowStatistics, "x-operation:\n", "operation:\n", "unknown-keyword", "operation:"},
		{"no answer described", flowStatistics, "    Response:\n", "    Answer:\n", "load", "openapi:"},
		{"an unknown key at the top", flowStatistics, "x-errors:\n", "x-error:\n", "unknown-key", "x-error:"},
		{"an unknown key of a parameter", flowStatistics, "x-list: {wire", "x-lists: {wire", "unknown-key", "x-lists"},
		{"an unknown key inside an x- key", flowStatistics, `x-source: "000:101"`, `x-sources: "000:101"`, "unknown-key", "x-sources"},
		{"a member that no schema has", flowStatistics, "    status: 400\n", "    state: 400\n", "key-value", "    state: 400"},
		{"a status that is none", flowStatistics, "    status: 400\n", "    status: 4000\n", "key-value", "    status: 4000"},
		{"a citation that is none", flowStatistics, `x-source: "000:101"`, `x-source: "000-101"`, "key-value", `"000-101"`},
		{"a citation of line nought", flowStatistics, `x-source: "000:101"`, `x-source: "000:0"`, "key-value", `"000:0"`},
		{"no citation in the list", flowStatistics, `x-source: "000:101"`, `x-source: []`, "key-value", "x-source: []"},
		{"citations by keyword without the row", flowStatistics, `x-source: {row: "000:27", `, "x-source: {", "key-value", `x-source: {format: "000:27"`},
		{"both message and description", flowStatistics, "    message: You must", "    description: a\n    message: You must", "key-value", "- code: SAG.InstanceIdEmpty"},
		{"an id with a capital", flowStatistics, "- id: masked-instance", "- id: Masked", "key-value", "- id: Masked"},
		{"a list spelt without N", flowStatistics, "wire: UserNames.N", "wire: UserNames", "key-value", "wire: UserNames,"},
		{"a list that counts from two", flowStatistics, "N, first: 1", "N, first: 2", "key-value", "first: 2"},
		{"one reading only", flowStatistics, "      - {id: suffixed, value: DescribeUserFlowStatisticsResponse, x-source: common}\n", "", "load", "- id: xml-root"},
		{"a rate of none", flowStatistic, "per-second: 20", "per-second: 0", "key-value", "per-second: 0"},
		{"an unknown default word", flowStatistics, "x-default: current-month", "x-default: last-month", "key-value", "x-default: last"},
		{"an unknown unit", flowStatistics, "x-unit: byte", "x-unit: bit", "key-value", "x-unit: bit"},
		{"common, but untrue", flowStatistics, "x-common: true", "x-common: false", "key-value", "x-common: false"},
		{"a pattern for invented names without a number", flowStatistics, "invented: plumbline%04d", "invented: plumbline%s", "key-value", "invented: plumbline%s"},
		{"a note without text", flowStatistics, "    text: The limit", "    ask: {}\n    text: The limit", "key-value", "ask: {}"},
	}
}

// lintFactRows break the rules of citing and naming.
func lintFactRows() []lintRow {
	return []lintRow{
		{"an error row without source", flowStatistics, "    x-source: \"000:101\"\n", "", "fact-without-source", "- code: SAG.InstanceIdEmpty"},
		{"a parameter without source", flowStatistics, "          x-source: \"000:13\"\n", "", "fact-without-source", "        RegionId:"},
		{"a field without source", flowStatistics, "          x-source: \"000:37\"\n", "", "fact-without-source", "        RequestId:"},
		{"a reading without source", flowStatistics, `value: string, x-source: "000:43"`, "value: string", "fact-without-source", "{id: string, value: string}"},
		{"a placeholder without source", flowStatistic, `{value: "-1", beside: DeviceList, x-source: "003:37"}`, `{value: "-1", beside: DeviceList}`, "fact-without-source", `{value: "-1"`},
		{"an error row without trigger", flowStatistics, "    triggers:\n      - {parameter: SmartAGId, when: unknown, level: must}\n", "", "error-without-trigger", "- code: SAG.InstanceNoFound"},
		{"a carrier at must by the common pages", flowStatistics, "place: form, level: should", "place: form, level: must", "must-on-common-pages", "place: form"},
		{"a trigger at must by the common pages", flowStatistics, `x-source: "000:102"`, "x-source: common", "must-on-common-pages", "when: unknown"},
		{"a keyword at must by the common pages", flowStatistic, "x-source: [\"003:30\", \"003:65\"]\n          x-fixture: {key: devices, need: known, default: mna-dev1}\n          x-level: {empty: may}", "x-source: common\n          x-level: {empty: must, type: may}", "must-on-common-pages", "x-level: {empty: must"},
		{"a reading set twice", flowStatistics, "- id: xml-root", "- id: total-bytes-kind", "duplicate-id", "- id: total-bytes-kind\n    at: response\n"},
		{"a reading twice", flowStatistics, "{id: number, value", "{id: string, value", "duplicate-id", "{id: string, value: integer"},
		{"a value read twice", flowStatistics, "value: DescribeUserFlowStatisticsResponse", "value: DescribeUserFlowStatistics", "duplicate-id", "{id: suffixed"},
		{"a relation twice", flowStatistics, "{id: no-name-twice", "{id: only-names-asked", "duplicate-id", "{id: only-names-asked, kind: rows-unique"},
		{"a note twice", flowStatistics, "- id: masked-instance", "- id: action-value", "duplicate-id", "- id: action-value\n    x-source: [\"000:16\""},
		{"a printed request twice", flowStatistic, "- id: many-devices", "- id: one-device", "duplicate-id", "- id: one-device\n    summary: Up traffic of two"},
		{"an error code twice", flowStatistics, "- code: SAG.InstanceNoFound", "- code: SAG.InstanceIdEmpty", "duplicate-id", "- code: SAG.InstanceIdEmpty\n    status: 400\n    message: The"},
		{"a required name that is no parameter", flowStatistics, "required: [RegionId, ", "required: [RegionID, ", "required-without-property", "RegionID, "},
		{"a required name that is no field", flowStatistics, "required: [UserName, ", "required: [Username, ", "required-without-property", "Username, "},
		{"a fixture after nothing", flowStatistic, "after: begin,", "after: beginn,", "fixture-after-nothing", "after: beginn,"},
		{"a fixture without default", flowStatistics, "{key: month, default: \"201905\"}", "{key: month}", "fixture-without-default", "{key: month}"},
	}
}

// lintPlaceRows name what does not exist.
func lintPlaceRows() []lintRow {
	return []lintRow{
		{"a complete request that lacks what is required", flowStatistics, "args: {Action: DescribeUserFlowStatistics, RegionId: cn-hangzhou, ", "args: {Action: DescribeUserFlowStatistics, ", "incomplete-request", "args: {Action"},
		{"a trigger of no parameter", flowStatistics, "{parameter: SmartAGId, when: absent", "{parameter: SmartAgId, when: absent", "unknown-parameter", "SmartAgId"},
		{"a relation of no parameter", flowStatistics, "level: should, parameter: UserNames", "level: should, parameter: UserName", "unknown-parameter", "parameter: UserName,"},
		{"a reading of no parameter", onlineClients, "    at: SmartAGId", "    at: SmartAgId", "unknown-parameter", "at: SmartAgId"},
		{"a placeholder beside nothing", flowStatistic, `{value: "-1", beside: DeviceList`, `{value: "-1", beside: Devices`, "unknown-parameter", "beside: Devices,"},
		{"a printed request with another parameter", flowStatistics, "args: {Action: DescribeUserFlowStatistics, RegionId", "args: {Action: DescribeUserFlowStatistics, Region", "unknown-parameter", "Region: cn-hangzhou"},
		{"points between no parameters", flowStatistic, "parts: [BeginTime, EndTime]", "parts: [BeginTime, StopTime]", "unknown-parameter", "StopTime"},
		{"a reading of no field", flowStatistics, "at: response/SagStatistics/Statistics/TotalBytes", "at: response/SagStatistics/Statistics/Bytes", "unknown-field", "Statistics/Bytes"},
		{"rows of no field", flowStatistics, "rows: SagStatistics/Statistics", "rows: SagStatistics/Rows", "unknown-field", "SagStatistics/Rows"},
		{"rows of no list", flowStatistics, "rows: SagStatistics/Statistics", "rows: SagStatistics", "unknown-field", "rows: SagStatistics,"},
		{"a key of no row", flowStatistics, "key: UserName", "key: User", "unknown-field", "key: User,"},
		{"a sum of no field", flowStatistic, "fields: [TotalValue], text: Traffic", "fields: [Total], text: Traffic", "unknown-field", "fields: [Total],"},
		{"a value that the parameter does not take", flowStatistic, `whole: "3"`, `whole: "4"`, "unknown-value", `whole: "4"`},
		{"slack for a value that the parameter does not take", flowStatistic, `slack: {"1": 3600`, `slack: {"3": 3600`, "unknown-value", `slack: {"3"`},
		{"a field without a type", flowStatistics, "        RequestId:\n          type: string\n", "        RequestId:\n", "field-without-type", "        RequestId:\n          description"},
		{"an unfinished relation", flowStatistic, "parameter: AccessRegion, whole: \"\"", "parameter: AccessRegion", "relation-incomplete", "{id: blank-region"},
		{"a sum of nothing", flowStatistic, "fields: [TotalValue], text: Traffic", "fields: [], text: Traffic", "relation-incomplete", "fields: [], text"},
		{"a default that a relation contradicts", flowStatistic, "parameter: GatewayType, fields", "parameter: GatewayType, whole: \"1\", fields", "default-twice", "parameter: GatewayType, whole"},
		{"a reading that the schema refuses", flowStatistics, "value: integer,", "value: boolean,", "reading-outside-schema", "value: boolean"},
		{"an unknown protocol", flowStatistics, "protocol: alibaba-rpc", "protocol: alibaba-soap", "unknown-name", "alibaba-soap"},
		{"an unknown format of answers", flowStatistics, "{value: xml", "{value: csv", "unknown-name", "{value: csv"},
		{"an unknown place", flowStatistics, "place: mixed", "place: header", "unknown-name", "place: header"},
		{"an unknown trigger", flowStatistics, "when: empty", "when: blank", "unknown-name", "when: blank"},
		{"an unknown level", flowStatistics, "when: empty, level: must", "when: empty, level: shall", "unknown-name", "level: shall"},
		{"an unknown aspect", flowStatistics, "aspect: kind", "aspect: type", "unknown-name", "aspect: type"},
		{"an unknown relation", flowStatistics, "kind: rows-unique", "kind: rows-distinct", "unknown-name", "rows-distinct"},
		{"an unknown word for what is made of points", flowStatistic, "whole: average", "whole: mean", "unknown-name", "whole: mean"},
		{"an unknown word for what a file is", statisticData, "whole: there", "whole: here", "unknown-name", "whole: here"},
		{"an unknown form of a parameter", flowStatistics, "format: yyyyMM", "format: yyyy-MM", "unknown-name", "format: yyyy-MM"},
		{"an unknown need", flowStatistics, "need: known", "need: wished", "unknown-name", "need: wished"},
		{"an unknown keyword in x-source", flowStatistics, `{row: "000:27", format: `, `{row: "000:27", formats: `, "unknown-name", "formats: "},
		{"a level without its reason", flowStatistic, "          x-level-reason: An empty one is printed beside DeviceList; what it means alone is not said.\n", "", "level-without-reason", "x-level: {empty"},
		{"a trigger at may without its reason", flowStatistics, "when: unknown, level: must", "when: unknown, level: may", "level-without-reason", "when: unknown"},
		{"an unknown keyword in x-level", flowStatistic, "x-level: {empty: may}", "x-level: {blank: may}", "unknown-name", "x-level: {blank"},
	}
}

// lintOpenAPIRows are no valid OpenAPI.
func lintOpenAPIRows() []lintRow {
	return []lintRow{
		{"a misspelt keyword", flowStatistics, "          maxItems: 50\n", "          maxitems: 50\n", "unknown-keyword", "          maxitems:"},
		{"a keyword of 3.1", flowStatistics, "          enum: [DescribeUserFlowStatistics]\n", "          const: DescribeUserFlowStatistics\n", "unknown-keyword", "          const:"},
		{"a keyword of a parameter in an answer", flowStatistics, "          x-source: \"000:37\"\n", "          x-source: \"000:37\"\n          x-fixture: {key: a, default: b}\n", "unknown-keyword", "          x-fixture: {key: a"},
		{"a keyword of an answer in the items of a list", flowStatistics, "          items: {type: string}\n", "          items: {type: string, x-unit: byte}\n", "unknown-keyword", "          items: {type: string, x-unit"},
		{"a length below zero", flowStatistics, "          example: cn-hangzhou\n", "          example: cn-hangzhou\n          minLength: -1\n", "keyword-value", "          minLength: -1"},
		{"a minimum that is no number", flowStatistics, "minimum: 0", "minimum: low", "keyword-value", "minimum: low"},
		{"a limit below zero", flowStatistics, "          maxItems: 50\n", "          maxItems: -1\n", "keyword-value", "          maxItems: -1"},
		{"a limit of nought", flowStatistics, "          maxItems: 50\n", "          maxItems: 0\n", "keyword-value", "          maxItems: 0"},
		{"an unknown type", flowStatistics, "          type: object\n          required: [Statistics]", "          type: map\n          required: [Statistics]", "openapi", "        SagStatistics:"},
		{"a reference to nothing", flowStatistics, `"200": {$ref: "#/components/responses/Success"}`, `"200": {$ref: "#/components/responses/Ok"}`, "openapi", "openapi:"},
		{"a reference to another file", flowStatistics, `"200": {$ref: "#/components/responses/Success"}`, `"200": {$ref: "other.yaml#/Success"}`, "outside-reference", "other.yaml"},
		{"a default outside the enumeration", flowStatistic, "default: 0\n", "default: 7\n", "openapi", "default: 7"},
		{"an example of the wrong kind", flowStatistic, "example: 51548", "example: high", "openapi", "example: high"},
		{"an answer that breaks its schema", flowStatistics, "{UserName: zhanlg, TotalBytes", "{User: zhanlg, TotalBytes", "openapi", "value: {RequestId: ADD0"},
		{"an operation twice", flowStatistics, "operationId: DescribeUserFlowStatisticsByForm", "operationId: DescribeUserFlowStatistics", "openapi", "    post:"},
		{"another version of OpenAPI", flowStatistics, "openapi: \"3.0.3\"", "openapi: \"4.0\"", "openapi-version", "openapi:"},
	}
}
