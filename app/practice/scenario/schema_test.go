package scenario

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

const schemaFile = "../../../docs/scenario.schema.json"

// document is a file as schema validators see it.
func document(t *testing.T, text string) any {
	t.Helper()
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return jsonOf(t, value)
}

func jsonOf(t *testing.T, value any) any {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func published(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaID, parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(schemaID)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestThePublishedSchemaIsCurrent(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil || !bytes.Equal(data, Schema()) {
		t.Errorf("docs/scenario.schema.json is not what the types say (%v): latchkey practice scenario schema > docs/scenario.schema.json", err)
	}
}

func TestTheSchemaTakesWhatIsRight(t *testing.T) {
	schema := published(t)
	texts := map[string]string{"whole": strings.Replace(whole, "2030-01-31", `"2030-01-31"`, 1)} // a timestamp is no JSON
	for _, name := range Names() {
		text, _ := Text(name)
		texts[name] = string(text)
	}
	for name, text := range texts {
		if err := schema.Validate(document(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What only Parse can say: names, the places of methods, texts that must be inert.
var beyondSchemas = map[string]bool{
	"a user twice": true, "a text without a number": true, "a name elsewhere": true, "a rule for a stranger": true,
	"an outcome's number": true, "an answer of nobody": true, "an organization's name": true, "nobody": true, "nothing": true,
	"a name that moves": true, "a guest too far": true, "a number that rings not": true, "markup for a number": true, "a user whom people makes": true, "too many of both": true,
}

// notJSON are files that aren't a value of JSON at all, or look right once they are.
var notJSON = map[string]bool{"a key twice": true, "an alias": true, "a tag": true, "two documents": true, "nothing": true, "a key that is a list": true,
	"Latin-1": true, "a NUL": true, "too deep": true, "a wrong first line": true}

func TestTheSchemaRefusesWhatIsWrong(t *testing.T) {
	schema := published(t)
	for name, c := range wrongFiles {
		if notJSON[name] {
			continue
		}
		err := schema.Validate(document(t, c.text))
		if (err == nil) != beyondSchemas[name] {
			t.Errorf("%s: %v", name, err)
		}
	}
}
