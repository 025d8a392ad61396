// Package sign makes and checks the four request signatures of the two
// vendors: Alibaba Cloud RPC V1 (HMAC-SHA1) and ACS3-HMAC-SHA256, Tencent
// Cloud TC3-HMAC-SHA256 and v1 (HmacSHA1, HmacSHA256).
//
// It is pure: no clock, no network, no state, and it never changes a request.
// The same canonical forms serve both directions, so that a request which is
// wrong in any other respect (duplicate keys, a body that is not JSON) can
// still be rightly signed and is still rightly judged.
//
// Sources: Alibaba "RPC API签名" and "signature V3" pages, Tencent 1278/46710
// and 1021/34193, and requests captured from the official SDKs.
package sign

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strconv"
)

// Credentials is one access key: ID is the AccessKeyId or SecretId, Secret the
// AccessKeySecret or SecretKey, Token the STS token or "". The signers do not
// place the token: the caller sends it (SecurityToken, x-acs-security-token,
// Token, X-TC-Token); all but X-TC-Token are then signed like their neighbours.
//
// Every way of printing it shows the ID alone. Two ways round that lie in
// package fmt itself, which then calls no method: a struct that keeps
// Credentials in an unexported field, and a verb that does not fit a pointer
// to such a struct inside another value. Do not print holders as a whole.
type Credentials struct{ ID, Secret, Token string }

// String shows the ID and nothing else.
func (c Credentials) String() string {
	return "credentials " + strconv.Quote(c.ID)
}

// GoString is String, so that %#v is as safe as %v.
func (c Credentials) GoString() string { return c.String() }

// Format answers every verb with String: without it a wrong verb such as %d
// would walk the fields and print the secret.
func (c Credentials) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, c.String())
}

// LogValue is what slog records: the ID alone.
func (c Credentials) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalJSON writes {"ID": "..."} alone. It does not err.
func (c Credentials) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct{ ID string }{c.ID})
}

// MarshalText is String; the XML and YAML encoders use it. It does not err.
func (c Credentials) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
