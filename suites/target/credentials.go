package target

import (
	"fmt"

	"github.com/plumbline/plumbline/specs/wire/sign"
)

// usualScheme is the signature that a provider's product is asked with unless a
// target file says otherwise.
func usualScheme(provider string) sign.Scheme {
	if provider == "tencent" {
		return sign.TC3
	}
	return sign.RPC
}

// scheme reads the word of a target file for a provider. A word that is
// another provider's scheme leaves the usual one.
func scheme(word, provider string) (sign.Scheme, error) {
	switch word {
	case "":
		return usualScheme(provider), nil
	case "none":
		return sign.None, nil
	case "v1":
		return usualScheme(provider), nil // Tencent's form carrier is signed v1 anyway, its JSON cannot be
	case "acs3":
		if provider == "alibaba" {
			return sign.ACS3, nil
		}
		return usualScheme(provider), nil
	case "tc3":
		return usualScheme(provider), nil
	}
	return "", fmt.Errorf("signing %q is not none, v1, acs3 or tc3", word)
}

// credentials reads the variables that the vendors' own tools read. Without
// them requests are signed with a key that nobody has: a target that does not
// check signatures does not mind.
func credentials(provider string, getenv func(string) string) sign.Credentials {
	names := map[string][3]string{
		"alibaba": {"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"},
		"tencent": {"TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"},
	}[provider]
	c := sign.Credentials{ID: getenv(names[0]), Secret: getenv(names[1]), Token: getenv(names[2])}
	if c.ID == "" || c.Secret == "" {
		return placeholderCredentials()
	}
	return c
}

func placeholderCredentials() sign.Credentials {
	return sign.Credentials{ID: "plumbline-key-id", Secret: "plumbline-secret"}
}
