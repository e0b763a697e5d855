package transfer

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"latchkey/app/problem"
)

// WriteBundle makes the file of a bundle. Every text is redacted and cut to what may stand
// there, lists as well; a custom cloud's certificates are left as fingerprints. Made has to
// be set: the clock is the caller's.
func WriteBundle(b Bundle) ([]byte, error) {
	b.Log = lastLines(b.Log, b.IncludeNames)
	b.Note = plainLines(b.Note)
	if b.Profile != nil {
		own := *b.Profile
		own.Notes = plainLines(own.Notes)
		b.Profile = &own
	}
	b = tidied(reflect.ValueOf(b), "", cleaner(b.IncludeNames)).Interface().(Bundle)
	file := bundleFile{Latchkey: bundleKind().prefix, Schema: schemaVersion, Bundle: b}
	data, err := sealed(&file, func(sum string) { file.Checksum = sum })
	if err != nil {
		return nil, err
	}
	if _, err := ReadBundle(data); err != nil {
		return nil, err
	}
	return data, nil
}

// tidied is a copy of a value in which every text has been cleaned, and fits its tag.
func tidied(from reflect.Value, tag reflect.StructTag, clean func(string) string) reflect.Value {
	to := reflect.New(from.Type()).Elem()
	switch from.Kind() {
	case reflect.Pointer:
		if !from.IsNil() {
			to.Set(reflect.New(from.Type().Elem()))
			to.Elem().Set(tidied(from.Elem(), tag, clean))
		}
	case reflect.Struct:
		for i, f := range slices.Collect(from.Type().Fields()) {
			to.Field(i).Set(tidied(from.Field(i), f.Tag, clean))
		}
		tidyWhole(to.Addr().Interface())
	case reflect.Slice:
		n := min(from.Len(), number(tag, "most"))
		to.Set(reflect.MakeSlice(from.Type(), n, n))
		for i := range n {
			to.Index(i).Set(tidied(from.Index(i), tag, clean))
		}
	case reflect.String:
		to.SetString(tidyText(from.String(), tag, clean))
	default:
		to.Set(from)
	}
	return to
}

// tidyText is a text as it may stand in a file. What is hidden goes first: a token with an
// invisible character in it wouldn't be recognized.
func tidyText(text string, tag reflect.StructTag, clean func(string) string) string {
	if words := strings.Fields(tag.Get("one")); len(words) > 0 {
		if slices.Contains(words, text) {
			return text
		}
		return ""
	}
	most, drop := limits(tag)
	return cut(clean(without(strings.ToValidUTF8(text, ""), drop)), most)
}

// tidyWhole takes out what only two values together give away.
func tidyWhole(value any) {
	switch v := value.(type) {
	case *Certificate:
		v.PEM = ""
	case *Argument:
		v.Value = redactedValue(v.Name, v.Value)
	}
}

// ProblemsOf describes a problem; one of a form is as many as there are fields.
func ProblemsOf(p *problem.Problem) []LastProblem {
	if p == nil {
		return nil
	}
	if len(p.Fields) > 0 {
		var all []LastProblem
		for _, f := range p.Fields {
			all = append(all, ProblemsOf(f)...)
		}
		return all
	}
	one := LastProblem{
		Time: p.Time, Kind: string(p.Kind), Code: p.Code, Warning: p.Warning, Field: p.Field,
		OAuthError: p.OAuthError, Suberror: p.Suberror, CorrelationID: p.CorrelationID, TraceID: p.TraceID, Detail: p.Detail,
	}
	for _, name := range slices.Sorted(maps.Keys(p.Args)) {
		one.Args = append(one.Args, Argument{Name: name, Value: p.Args[name]})
	}
	return []LastProblem{one}
}

// Problem is the problem again, to be explained.
func (l LastProblem) Problem() *problem.Problem {
	p := &problem.Problem{
		Kind: problem.Kind(l.Kind), Code: l.Code, Warning: l.Warning, Field: l.Field, Args: map[string]string{}, Time: l.Time,
		OAuthError: l.OAuthError, Suberror: l.Suberror, CorrelationID: l.CorrelationID, TraceID: l.TraceID, Detail: l.Detail,
	}
	for _, a := range l.Args {
		p.Args[a.Name] = a.Value
	}
	return p
}
