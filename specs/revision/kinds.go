package revision

import "slices"

// Kind is a kind of change: a row of the table of kinds.
type Kind struct {
	ID     string // in words: what, which keyword, which way
	Weight Weight
	Mirror string // the kind of the same change the other way round
	// Says is the sentence of such a change; {at}, {old} and {new} stand for what
	// it is about and its values.
	Says string
}

// Kinds gives every kind of change, in the order of the table.
func Kinds() []Kind {
	out := factKinds()
	for _, side := range []string{request, response} {
		out = append(out, schemaKinds(side)...)
	}
	return append(out, requestKinds()...)
}

// unexplained is the kind of a difference that no rule knows. It weighs as much
// as the worst that it could be.
const unexplained = "other/changed"

// pair makes two kinds that mirror each other.
func pair(a string, weightA Weight, saysA, b string, weightB Weight, saysB string) []Kind {
	return []Kind{{a, weightA, b, saysA}, {b, weightB, a, saysB}}
}

// self makes a kind that is its own mirror.
func self(id string, weight Weight, says string) []Kind { return []Kind{{id, weight, id, says}} }

// factKinds are the kinds of the operation's facts, the error table, readings
// and the rest of what the x- keys state.
func factKinds() []Kind {
	return slices.Concat(
		pair("operation/added", BreaksImplementers, "{at} is a new operation", "operation/removed", BreaksCallers, "the operation {at} is gone"),
		self("document/changed", Editorial, "the document is now {new}; it was {old}"),
		pair("document/superseded", Editorial, "the document is superseded", "document/reinstated", Editorial, "the document is no longer superseded"),
		self("citations/changed", Editorial, "what did not change cites {new}, no longer {old}"),
		self("extension/changed", Editorial, "the key {at}, which is none of ours, differs: now {new}, before {old}"),
		self("about/changed", Editorial, "what the document says of {at} differs: now {new}, before {old}"),
		self("security/changed", BreaksCallers, "the security of {at} differs: now {new}, before {old}"),
		self("summary/changed", Editorial, "the operation is described in other words"),
		self("version/changed", BreaksCallers, "the version is {new}, no longer {old}"),
		self("protocol/changed", BreaksCallers, "the {at} is {new}, no longer {old}"),
		self("host/changed", BreaksCallers, "the host is {new}, no longer {old}"),
		pair("host/introduced", Editorial, "the host {new} is now stated", "host/dropped", Editorial, "the host {old} is no longer stated"),
		pair("server/added", Loosens, "there is a further server, {at}", "server/removed", BreaksCallers, "the server {at} is gone"),
		self("server/changed", BreaksCallers, "the server {at} differs: now with {new}, before with {old}"),
		self("server/words/changed", Editorial, "the server {at} is described in other words"),
		pair("carrier/added", BreaksImplementers, "requests can also come by {at}: {new}", "carrier/removed", BreaksCallers, "requests can no longer come by {at}: {old}"),
		self("carrier/changed", BreaksCallers, "the carrier {at} differs: now with {new}, before with {old}"),
		self("carrier/printed/changed", BreaksImplementers, "requests are printed as by {new}, no longer by {old}"),
		levels("carrier", "serving {at}"),
		pair("format/added", BreaksImplementers, "answers come in {new} too", "format/removed", BreaksCallers, "answers no longer come in {old}"),
		self("format/printed/changed", BreaksImplementers, "the usual format is {new}, no longer {old}"),
		self("envelope/changed", BreaksCallers, "answers are wrapped in {new}, no longer in {old}"),
		pair("envelope/introduced", BreaksCallers, "answers are now wrapped in {new}", "envelope/dropped", BreaksCallers, "answers are no longer wrapped in {old}"),
		self("xml-root/changed", BreaksCallers, "the root of XML answers is {new}, no longer {old}"),
		pair("xml-root/introduced", BreaksImplementers, "the root of XML answers is now stated: {new}", "xml-root/dropped", Loosens, "the root of XML answers, {old}, is no longer stated"),
		self("effect/changed", BreaksCallers, "what it does to an account is {new}, no longer {old}"),
		pair("effect/introduced", Editorial, "what it does to an account is now stated: {new}", "effect/dropped", Editorial, "what it does to an account, {old}, is no longer stated"),
		pair("rate/raised", BreaksImplementers, "{new} requests a second are promised, no longer {old}", "rate/lowered", BreaksCallers, "only {new} requests a second are promised, no longer {old}"),
		pair("rate/introduced", BreaksImplementers, "{new} requests a second are promised now", "rate/dropped", BreaksCallers, "{old} requests a second are no longer promised"),
		commonKinds(), errorKinds(), readingKinds(), relationKinds(), pathKinds(),
		self(unexplained, BreaksCallers, "{at} differs: now {new}, before {old}"),
	)
}

// levels makes the kinds of a demand that becomes stronger or weaker.
func levels(what, subject string) []Kind {
	return pair(what+"/strengthened", BreaksImplementers, subject+" is asked at {new}, no longer at {old}",
		what+"/weakened", Loosens, subject+" is asked at {new}, no longer at {old}")
}

// needs makes the kinds of something that becomes required or optional.
func needs(what, subject string) []Kind {
	return pair(what+"/required/gained", BreaksCallers, subject+" is required now", what+"/required/lost", BreaksImplementers, subject+" is no longer required")
}

func commonKinds() []Kind {
	return slices.Concat(
		pair("common/added", BreaksImplementers, "the common parameter {at} is new", "common/removed", BreaksCallers, "the common parameter {at} is gone"),
		pair("common/added-required", BreaksCallers, "the common parameter {at} is new and required", "common/removed-required", BreaksImplementers, "the common parameter {at}, which was required, is gone"),
		needs("common", "the common parameter {at}"),
		self("common/value/changed", BreaksCallers, "the value of {at} is {new}, no longer {old}"),
		pair("common/value/introduced", BreaksCallers, "the value of {at} is now fixed: {new}", "common/value/dropped", Loosens, "the value of {at}, {old}, is no longer fixed"),
	)
}

func errorKinds() []Kind {
	return slices.Concat(
		pair("error/added", BreaksImplementers, "the error code {at} is new: {new}", "error/removed", BreaksCallers, "the error code {at} is gone: {old}"),
		self("error/renamed", BreaksCallers, "the error code {old} is renamed {new}"),
		self("error/status/changed", BreaksCallers, "{at} comes with status {new}, no longer {old}"),
		pair("error/status/introduced", BreaksImplementers, "{at} now has a status: {new}", "error/status/dropped", Loosens, "{at} no longer has a status; it was {old}"),
		self("error/message/changed", BreaksImplementers, "the message of {at} is {new}, no longer {old}"),
		pair("error/message/introduced", BreaksImplementers, "{at} now has a message: {new}", "error/message/dropped", Loosens, "{at} no longer has a message; it was {old}"),
		self("error/description/changed", Editorial, "{at} is described in other words"),
		pair("error/trigger/added", BreaksImplementers, "there is a further cause, {at}", "error/trigger/removed", Loosens, "the cause {at} is gone"),
		levels("error/trigger", "answering {at}"),
	)
}

func readingKinds() []Kind {
	return slices.Concat(
		pair("reading-set/added", BreaksCallers, "the documents now contradict themselves about {at}: {new}", "reading-set/removed", BreaksImplementers, "the documents no longer contradict themselves about {at}: {old}"),
		self("reading-set/changed", BreaksCallers, "the contradiction about {at} differs: now with {new}, before with {old}"),
		pair("reading/added", BreaksCallers, "{at} can be read one more way: {new}", "reading/removed", BreaksImplementers, "{at} can no longer be read as {old}"),
		self("reading/changed", BreaksCallers, "a reading of {at} is {new}, no longer {old}"),
		pair("reading/strengthened", Loosens, "reading {at} is as good as any other now, no longer advised against", "reading/weakened", BreaksImplementers, "reading {at} is advised against now, though still accepted"),
		self("reading/words/changed", Editorial, "a contradiction about {at} is put in other words"),
	)
}

func relationKinds() []Kind {
	return slices.Concat(
		pair("rule/added", BreaksCallers, "a further rule says which parameters stand together, {at}: {new}", "rule/removed", BreaksImplementers, "no rule says any longer which parameters stand together, {at}: {old}"),
		self("rule/changed", BreaksCallers, "the rule {at} differs: now with {new}, before with {old}"),
		levels("rule", "the rule {at}"),
		self("rule/words/changed", Editorial, "the rule {at} is put in other words"),
		pair("relation/added", BreaksImplementers, "answers must hold a further relation, {at}: {new}", "relation/removed", Loosens, "answers need no longer hold the relation {at}: {old}"),
		self("relation/changed", BreaksImplementers, "the relation {at} differs: now with {new}, before with {old}"),
		levels("relation", "the relation {at}"),
		self("relation/words/changed", Editorial, "the relation {at} is put in other words"),
		pair("printed-request/added", BreaksImplementers, "a further request is printed, \"{at}\": {new}", "printed-request/removed", Loosens, "the request \"{at}\" is no longer printed: {old}"),
		self("printed-request/changed", BreaksImplementers, "the printed request \"{at}\" is another one"),
		pair("printed-request/completed", BreaksImplementers, "the printed request \"{at}\" is complete now", "printed-request/cut", Loosens, "the printed request \"{at}\" is no longer complete"),
		self("printed-request/words/changed", Editorial, "the printed request \"{at}\" is described in other words"),
		pair("printed-answer/added", Editorial, "a further answer is printed, \"{at}\": {new}", "printed-answer/removed", Editorial, "the answer \"{at}\" is no longer printed: {old}"),
		self("printed-answer/changed", Editorial, "the printed answer \"{at}\" is another one"),
		self("printed-answer/words/changed", Editorial, "the printed answer \"{at}\" is described in other words"),
		pair("note/added", Editorial, "an oddity is noted, {at}: {new}", "note/removed", Editorial, "an oddity is no longer noted, {at}: {old}"),
		self("note/changed", Editorial, "the note {at} says something else"),
	)
}

// pathKinds are the kinds of what OpenAPI's paths state: methods, headers,
// media types, statuses.
func pathKinds() []Kind {
	return slices.Concat(
		pair("path/method/added", BreaksImplementers, "{at} is served too", "path/method/removed", BreaksCallers, "{at} is no longer served"),
		pair("path/parameter/added", BreaksImplementers, "{at} is new", "path/parameter/removed", BreaksCallers, "{at} is gone"),
		pair("path/parameter/added-required", BreaksCallers, "{at} is new and required", "path/parameter/removed-required", BreaksImplementers, "{at}, which was required, is gone"),
		needs("path", "{at}"),
		pair("path/deprecated/gained", Editorial, "{at} is deprecated now", "path/deprecated/lost", Editorial, "{at} is no longer deprecated"),
		self("path/operation-id/changed", Editorial, "generated clients call {at} {new}, no longer {old}"),
		self("path/words/changed", Editorial, "{at} is described in other words"),
		self("path/schema/changed", BreaksCallers, "{at} is described by {new}, no longer by {old}"),
		self("path/example/changed", Editorial, "{at}: {new} now, before {old}"),
		pair("path/header/added", Loosens, "answers may have a further header, {at}", "path/header/removed", BreaksCallers, "answers no longer have the header {at}"),
		self("path/changed", BreaksCallers, "{at} differs: now {new}, before {old}"),
		self("path/parameter/changed", BreaksCallers, "{at} differs: now with {new}, before with {old}"),
		pair("path/body/added", BreaksImplementers, "{at} can take a body now", "path/body/removed", BreaksCallers, "{at} no longer takes a body"),
		pair("path/body/added-required", BreaksCallers, "{at} wants a body now", "path/body/removed-required", BreaksImplementers, "{at} no longer takes a body, which was required"),
		pair("path/media-type/added", BreaksImplementers, "requests can also come as {at}", "path/media-type/removed", BreaksCallers, "requests can no longer come as {at}"),
		pair("path/answer/media-type/added", BreaksCallers, "answers can also come as {at}", "path/answer/media-type/removed", BreaksImplementers, "answers no longer come as {at}"),
		pair("path/status/added", BreaksCallers, "answers can have a further status, {at}", "path/status/removed", BreaksImplementers, "answers no longer have the status {at}"),
	)
}
