package sdkgate_test

import (
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
)

func TestSDKGate(t *testing.T) {
	RegisterFailHandler(Fail)
	RunSpecs(t, "What real clients send, and what they make of answers")
}
