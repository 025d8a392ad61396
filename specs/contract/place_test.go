package contract

import "testing"

func TestPlaces(t *testing.T) {
	o := operation()
	ids, _ := o.Param("Ids")
	name, _ := o.Param("Filters/Name")
	values, _ := o.Param("Filters/Values")
	sample := func(p *Param) Value {
		switch {
		case p.Kind == List:
			return Listed()
		case p.Kind == Object:
			return Made(Arg{"Name", Text("id")})
		}
		return Text("a")
	}
	two := Args{{"Filters", Listed(filter("id", "a", "b"), filter("zone", "c"))}}
	for _, row := range []struct {
		name string
		got  Args
		want string
	}{
		{"an item of a list that is not there", o.Put(nil, ids.Items, Whole("7"), sample), `{"Ids":[7]}`},
		{"a member of an object that is not there", o.Put(nil, name, Text("zone"), sample), `{"Filters":[{"Name":"zone"}]}`},
		{"a member of the first", o.Put(two, name, Text("x"), sample), `{"Filters":[{"Name":"x","Values":["a","b"]},{"Name":"zone","Values":["c"]}]}`},
		{"an item of a list in the first", o.Put(two, values.Items, Text("x"), sample), `{"Filters":[{"Name":"id","Values":["x","b"]},{"Name":"zone","Values":["c"]}]}`},
		{"a member of one without", o.Put(Args{{"Filters", Listed(Made())}}, values.Items, Text("x"), sample), `{"Filters":[{"Values":["x"]}]}`},
		{"without a member of the first", o.Drop(two, values), `{"Filters":[{"Name":"id"},{"Name":"zone","Values":["c"]}]}`},
		{"without what is not there", o.Drop(nil, values), `{}`},
		{"each", o.Each(two, name, func(v Value) Value { return Text(v.Text + "!") }), `{"Filters":[{"Name":"id!","Values":["a","b"]},{"Name":"zone!","Values":["c"]}]}`},
		{"what was there", two, `{"Filters":[{"Name":"id","Values":["a","b"]},{"Name":"zone","Values":["c"]}]}`},
	} {
		if got := row.got.JSON(); got != row.want {
			t.Errorf("%s: got %s, want %s", row.name, got, row.want)
		}
	}
	if v, sent := o.At(two, values.Items); !sent || v.Text != "a" {
		t.Errorf("the first item is %v, %v", v, sent)
	}
	if _, sent := o.At(Args{{"Filters", Listed()}}, name); sent {
		t.Error("a list of none has no name")
	}
}
