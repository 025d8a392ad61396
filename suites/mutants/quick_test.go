package mutants_test

import (
	"sort"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/specs"
)

func TestQuick(t *testing.T) {
	ops, err := specs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	kills, err := measure(ops, emulator.Faults(ops))
	if err != nil {
		t.Fatal(err)
	}
	caught, aimed := 0, 0
	var noise []int
	for _, k := range kills {
		if k.caught() {
			caught++
		} else {
			t.Logf("SURVIVES %s breaks %s [%s]", k.fault.Name, k.fault.Breaks, k.fault.Level)
		}
		if k.aimed() {
			aimed++
		} else if k.caught() {
			t.Logf("MISAIMED %s breaks %s named %d %.300v", k.fault.Name, k.fault.Breaks, len(k.named), k.named)
		}
		noise = append(noise, k.others())
		if k.others() > 8 {
			t.Logf("NOISY %d %s", k.others(), k.fault.Name)
		}
	}
	sort.Ints(noise)
	t.Logf("%d faults, %d caught, %d aimed, noise median %d p90 %d; %v", len(kills), caught, aimed, noise[len(noise)/2], noise[len(noise)*9/10], time.Since(began))
}
