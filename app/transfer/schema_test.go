package transfer

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var writeDocs = flag.Bool("write-docs", false, "write docs/setup.schema.json and docs/bundle.schema.json anew")

func schemas() map[string][]byte {
	return map[string][]byte{"setup.schema.json": SetupSchema(), "bundle.schema.json": BundleSchema()}
}

func TestThePublishedSchemasAreCurrent(t *testing.T) {
	for name, want := range schemas() {
		file := filepath.Join("..", "..", "docs", name)
		if *writeDocs {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if data, err := os.ReadFile(file); err != nil || !bytes.Equal(data, want) {
			t.Errorf("docs/%s is not what the types say (%v): go test ./app/transfer -run Published -write-docs", name, err)
		}
	}
}

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemas()[name]))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource(name, parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func valid(t *testing.T, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(value)
}

func TestWhatIsWrittenIsValid(t *testing.T) {
	setup, bundle := compiled(t, "setup.schema.json"), compiled(t, "bundle.schema.json")
	for name, data := range map[string][]byte{
		"whole": setupOf(t, whole(), Words{Company: "Contoso", Note: "two\nlines\tand more", LoginHint: "bob@contoso.com"}),
		"lab":   setupOf(t, lab(t), Words{}),
	} {
		if err := valid(t, setup, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, b := range map[string]Bundle{"full": report(), "empty": {Made: report().Made}} {
		if err := valid(t, bundle, bundleOf(t, b)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What only reading can say: checksums, twins, hosts, directions, long texts.
func TestTheSetupSchemaRefusesWhatReadingRefuses(t *testing.T) {
	schema, good := compiled(t, "setup.schema.json"), setupOf(t, whole(), Words{})
	for name, c := range wrongValues() {
		data := edited(t, good, c.value, c.path...)
		if err := valid(t, schema, data); (err == nil) != c.beyondSchema {
			t.Errorf("%s: %v", name, err)
		}
	}
}
