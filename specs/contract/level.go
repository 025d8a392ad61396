package contract

import (
	"fmt"
	"slices"
)

// Level says how strongly a requirement is founded.
type Level string

// The levels, strongest first.
const (
	Must   Level = "must"   // the operation's document states it, or its examples all agree
	Should Level = "should" // it follows from what is stated, or the vendor's common pages say it
	May    Level = "may"    // worth knowing; never fails a run
)

// Levels gives them all, strongest first.
func Levels() []Level { return []Level{Must, Should, May} }

// Reason says in a few words what a level rests on.
func (l Level) Reason() string {
	switch l {
	case Must:
		return "the documents say so"
	case Should:
		return "it follows from the documents, or the vendor's common pages say so"
	default:
		return "worth knowing; no run fails for it"
	}
}

// ParseLevel reads "must", "should" or "may". Any other word is an error that
// names them.
func ParseLevel(text string) (Level, error) {
	switch level := Level(text); level {
	case Must, Should, May:
		return level, nil
	}
	return "", fmt.Errorf("level %q is not must, should or may", text)
}

// Includes tells whether a run at level l asks cases of level other: l and
// everything stronger.
func (l Level) Includes(other Level) bool { return other.weight() <= l.weight() }

// Weaker gives the weaker of two levels.
func (l Level) Weaker(other Level) Level {
	if other.weight() > l.weight() {
		return other
	}
	return l
}

func (l Level) weight() int {
	switch l {
	case Must:
		return 0
	case Should:
		return 1
	}
	return 2
}

// Profile is the part of the promise that a case belongs to.
type Profile string

// The profiles. An emulator may leave out all but the first.
const (
	Documents Profile = "contract" // what the operation documents say
	Gateway   Profile = "gateway"  // the common protocol: signature, unknown action or version, expiry, replay
	Frequency Profile = "rate"     // the promised request frequency
	Files     Profile = "files"    // what the addresses in answers lead to, which is opened only if somebody asks for it
)

// Profiles gives the profiles.
func Profiles() []Profile { return []Profile{Documents, Gateway, Frequency, Files} }

// ParseProfile reads the name of a profile. Any other word is an error that names
// them.
func ParseProfile(text string) (Profile, error) {
	if profile := Profile(text); slices.Contains(Profiles(), profile) {
		return profile, nil
	}
	return "", fmt.Errorf("profile %q is not contract, gateway, rate or files", text)
}
