package revision

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"

	"github.com/plumbline/plumbline/specs"
)

// oasdiffSays gives the ids of what oasdiff finds, and of them what breaks somebody who calls.
func oasdiffSays(t *testing.T, old, new []byte) (found, breaking []string) {
	t.Helper()
	var sides [2]*load.SpecInfo
	for i, text := range [][]byte{old, new} {
		read, err := specs.OpenAPI(text)
		if err != nil {
			t.Fatal(err)
		}
		sides[i] = &load.SpecInfo{Url: "side.yaml", Spec: read}
	}
	report, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), sides[0], sides[1])
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checker.CheckBackwardCompatibilityUntilLevel(checker.NewConfig(checker.GetAllChecks()), report, sources, checker.INFO) {
		found = append(found, c.GetId())
		if c.IsBreaking() {
			breaking = append(breaking, c.GetId())
		}
	}
	return found, breaking
}

// beside is a pair in one direction, and what is right to say of it.
type beside struct {
	name, class string
	old, new    []byte
	want        []string // kinds with weights
}

// openAPIPairs are the pairs of both tables that differ in their OpenAPI halves alone, both ways.
func openAPIPairs(t *testing.T) []beside {
	mirror := map[string]string{}
	for _, k := range Kinds() {
		mirror[k.ID] = k.Mirror
	}
	var out []beside
	ways := func(name, class string, old, new []byte, kinds []string, weights [][2]string) {
		for way, sides := range [][2][]byte{{old, new}, {new, old}} {
			b := beside{name: name, class: class, old: sides[0], new: sides[1]}
			for i, kind := range kinds {
				b.want = append(b.want, []string{kind, mirror[kind]}[way]+" "+weights[i][way])
			}
			out = append(out, b)
		}
	}
	for _, r := range rows(t) {
		half := !slices.ContainsFunc(r.footprint(), func(path string) bool {
			at := steps(path)
			return len(at) < 2 || !slices.Contains([]string{"components", "paths", "servers", "security"}, at[0]) || at[1] == "examples" || strings.Contains(path, "/x-")
		})
		if half {
			kind := strings.Split(r.Kind, "/")
			ways(r.String(), strings.Join(kind[:min(2, len(kind))], "/"), r.Old.Text, r.New.Text, []string{r.Kind}, [][2]string{r.Weights})
		}
	}
	for _, m := range together(t) {
		if m.Base != "Pets" {
			continue
		}
		var kinds []string
		var weights [][2]string
		for _, f := range m.Finds {
			kinds, weights = append(kinds, f.Kind), append(weights, f.Weight)
		}
		ways("together: "+strings.Join(kinds, ", "), "together", m.Old, m.New, kinds, weights)
	}
	return out
}

// Beside oasdiff, on the half of the documents that it reads: no class of pairs has fewer of
// which exactly the right thing is said, and nothing that it calls breaking is missed. Of
// oasdiff no more is wanted than that it sees whether callers break, and whether anything
// differs that is more than words.
func TestBesideOasdiff(t *testing.T) {
	ours, theirs, all := map[string]int{}, map[string]int{}, map[string]int{}
	for _, b := range openAPIPairs(t) {
		old, err := Read("old.yaml", b.old)
		if err != nil {
			t.Fatal(err)
		}
		new, err := Read("new.yaml", b.new)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range compare(t, old, new) {
			got = append(got, c.Kind+" "+string(c.Weight))
		}
		found, breaking := oasdiffSays(t, b.old, b.new)
		has := func(list []string, weight Weight) bool {
			return slices.ContainsFunc(list, func(one string) bool { return strings.HasSuffix(one, string(weight)) })
		}
		all[b.class]++
		if slices.Equal(sorted(got), sorted(b.want)) {
			ours[b.class]++
		}
		onlyWords := !slices.ContainsFunc(b.want, func(one string) bool { return !strings.HasSuffix(one, string(Editorial)) })
		if has(b.want, BreaksCallers) == (len(breaking) > 0) && (onlyWords || len(found) > 0) {
			theirs[b.class]++
		}
		// An anyOf that is gone as a whole demands nothing any more, though its alternatives are gone.
		breaking = slices.DeleteFunc(breaking, func(id string) bool { return id == "request-property-any-of-removed" })
		if len(breaking) > 0 && !has(got, BreaksCallers) && !has(got, BreaksImplementers) {
			t.Errorf("%s: oasdiff calls %v breaking, and here is %v", b.name, breaking, got)
		}
	}
	sum := func(of map[string]int) (n int) {
		for _, one := range of {
			n += one
		}
		return n
	}
	for _, class := range slices.Sorted(maps.Keys(all)) {
		if ours[class] < theirs[class] {
			t.Errorf("%s: of %d pairs %d are exactly right here, %d with oasdiff", class, all[class], ours[class], theirs[class])
		}
	}
	t.Logf("%d ways of pairs in %d classes: exactly right are %d here, %d with oasdiff", sum(all), len(all), sum(ours), sum(theirs))
}
