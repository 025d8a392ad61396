package sign

import (
	"crypto/subtle"
	"strconv"
	"time"
)

// Scheme names a way to sign, in the words of the target profiles.
type Scheme string

// The schemes. RPC is Alibaba's "V1".
const (
	None      Scheme = "none"
	RPC       Scheme = "v1"
	ACS3      Scheme = "acs3"
	TC3       Scheme = "tc3"
	TencentV1 Scheme = "tencent-v1"
)

// Problem says why a signature is refused; "" is a good one.
type Problem string

// The problems. Of several the first found is told: form, method, time stamp,
// key, signature. That order is a guess, no document gives it.
const (
	// Missing: the request is not signed at all.
	Missing Problem = "missing"
	// Malformed: a part the scheme needs is absent or cannot be read.
	Malformed Problem = "malformed"
	// UnknownMethod: the algorithm or SignatureMethod is not one of the four.
	UnknownMethod Problem = "unknown method"
	// BadTimestamp: a time stamp was sent that is not of the scheme's format.
	BadTimestamp Problem = "bad timestamp"
	// Expired: the time stamp is further from now, either way, than allowed.
	Expired Problem = "expired"
	// UnknownKey: the lookup does not know the key.
	UnknownKey Problem = "unknown key"
	// Mismatch: the signature is not that of this request.
	Mismatch Problem = "mismatch"
	// WrongService: the TC3 scope names another service; see CheckService.
	WrongService Problem = "wrong service"
)

// How far a time stamp may be from now, in either direction: Alibaba's
// InvalidTimeStamp.Expired and Tencent's AuthFailure.SignatureExpire.
const (
	alibabaWindow = 15 * time.Minute
	tencentWindow = 5 * time.Minute
)

// Verdict is what a verifier found.
type Verdict struct {
	Problem Problem
	Scheme  Scheme // None when Problem is Missing
	KeyID   string // as claimed by the request, known or not

	// StringToSign is the verifier's own, set once signatures were compared.
	// In the two v1 schemes it holds the parameters, an STS token included.
	StringToSign string

	Sent    time.Time // as the time stamp says; zero if there is none that can be read
	Nonce   string    // as sent; TC3 has none. Whether it was used before is the caller's business
	Service string    // TC3 only: SERVICE of the credential scope
	Field   string    // the parameter or header the problem lies in, as the vendor spells it
	Absent  bool      // Field is what a signed request lacks, or has empty
	Half    bool      // of a signature that is not right the first half is
	Detail  string    // one line for people, bounded in length; "" when fine
}

// Lookup finds the secret of a key. A nil Lookup knows no key.
type Lookup func(keyID string) (secret string, known bool)

// CheckService turns a good TC3 verdict into WrongService when the scope names
// another service. It is a separate question because the Node SDKs take the
// service from the host name: on loopback they say "127" or "localhost:8080",
// which the real cloud refuses and an emulator must be able to let pass.
func (v Verdict) CheckService(want string) Verdict {
	if v.Problem != "" || v.Scheme != TC3 || v.Service == want {
		return v
	}
	return v.refuse(WrongService, "Authorization", "service in credential is "+clip(v.Service)+", not "+clip(want))
}

func (v Verdict) refuse(p Problem, field, detail string) Verdict {
	v.Problem, v.Field, v.Detail = p, field, detail
	return v
}

// absent refuses a request that is signed but lacks a field its scheme needs.
func (v Verdict) absent(field string) Verdict {
	v.Absent = true
	return v.refuse(Malformed, field, field+" is absent or empty")
}

// checkTime refuses a time stamp outside the window. Exactly the window is
// still inside: Tencent's words are "differs by more than".
func (v Verdict) checkTime(stamp, now time.Time, window time.Duration, field string) Verdict {
	v.Sent = stamp
	apart := now.Sub(stamp) // saturates, and so does Abs: no stamp can wrap round
	if apart.Abs() <= window {
		return v
	}
	return v.refuse(Expired, field, field+" is "+apart.Abs().Round(time.Second).String()+
		" away from the verifier's clock, more than "+window.String())
}

// attempt is one signature the verifier would accept, and what it signs.
type attempt struct{ signature, stringToSign string }

// compare looks the key up and accepts a signature equal to any attempt. All
// attempts are compared, in constant time each, so that timing tells nothing.
func (v Verdict) compare(lookup Lookup, got, keyField string, attempts func(secret string) []attempt) Verdict {
	var secret string
	known := false
	if lookup != nil {
		secret, known = lookup(v.KeyID)
	}
	if !known {
		return v.refuse(UnknownKey, keyField, "key "+clip(v.KeyID)+" is not known")
	}
	matched := false
	for i, a := range attempts(secret) {
		equal := subtle.ConstantTimeCompare([]byte(a.signature), []byte(got)) == 1
		if i == 0 || equal {
			v.StringToSign = a.stringToSign
		}
		matched = matched || equal
		half := len(a.signature) / 2
		v.Half = v.Half || !equal && len(got) == len(a.signature) && got[:half] == a.signature[:half]
	}
	if !matched {
		field := "Signature"
		if keyField == "Authorization" { // key and signature share that header
			field = keyField
		}
		return v.refuse(Mismatch, field, "signature "+clip(got)+" is not that of this request")
	}
	return v
}

// unixStamp reads Tencent's time stamp: whole seconds, digits only. Twelve
// digits reach the year 33658, and no arithmetic can overflow.
func unixStamp(s string) (time.Time, bool) {
	if s == "" || len(s) > 12 || !allDigits(s) {
		return time.Time{}, false
	}
	seconds, err := strconv.ParseInt(s, 10, 64)
	return time.Unix(seconds, 0).UTC(), err == nil
}

// utcStamp reads Alibaba's YYYY-MM-DDThh:mm:ssZ. The length is checked because
// time.Parse would also let fractions of a second through.
func utcStamp(s string) (time.Time, bool) {
	const layout = "2006-01-02T15:04:05Z"
	if len(s) != len(layout) {
		return time.Time{}, false
	}
	stamp, err := time.Parse(layout, s)
	return stamp, err == nil
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// clip quotes a piece of a hostile value: one line, bounded.
func clip(s string) string {
	const limit = 64
	if len(s) <= limit {
		return strconv.Quote(s)
	}
	return strconv.Quote(s[:limit]) + "..."
}
