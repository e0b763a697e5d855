package dataverse

import (
	"fmt"
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// entityType is what $metadata says of the rows of a set (OData CSDL 4.0).
type entityType struct {
	namespace, name, set string
	keys                 []string   // by each of which rows are asked for in an address; the first is the primary one
	properties           []property // in the order in which a row has them
	table                bool       // of an organization: texts are compared whatever their case, rows can be counted and sorted
}

type property struct{ name, edm string }

// The types of properties.
const (
	edmString  = "Edm.String"
	edmGUID    = "Edm.Guid"
	edmBoolean = "Edm.Boolean"
	edmInt     = "Edm.Int32"
	edmDate    = "Edm.DateTimeOffset"
)

// typeOf is the type of a property, or a refusal as OData services word it.
func (e *entityType) typeOf(name string) (string, *refusal) {
	for _, p := range e.properties {
		if p.name == name {
			return p.edm, nil
		}
	}
	return "", badOption("Could not find a property named '" + aadsts.Show(name) + "' on type '" + e.namespace + "." + e.name + "'.")
}

// edmx is the document at $metadata: the sets with the names and types of their properties.
// All of these are names of ours, so that nothing in them needs escaping.
func edmx(namespace string, types ...*entityType) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>`+
		`<Schema Namespace="%s" xmlns="http://docs.oasis-open.org/odata/ns/edm">`, namespace)
	for _, t := range types {
		fmt.Fprintf(&b, `<EntityType Name="%s"><Key><PropertyRef Name="%s"/></Key>`, t.name, t.keys[0])
		for _, p := range t.properties {
			fmt.Fprintf(&b, `<Property Name="%s" Type="%s"/>`, p.name, p.edm)
		}
		b.WriteString(alternateKeys(t.keys[1:]) + `</EntityType>`)
	}
	b.WriteString(`<EntityContainer Name="Container">`)
	for _, t := range types {
		fmt.Fprintf(&b, `<EntitySet Name="%s" EntityType="%s.%s"/>`, t.set, namespace, t.name)
	}
	b.WriteString(`</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`)
	return b.String()
}

// alternateKeys is how $metadata names them (OASIS, OData Vocabularies, AlternateKeys).
func alternateKeys(names []string) string {
	if len(names) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<Annotation Term="OData.Community.Keys.V1.AlternateKeys"><Collection>`)
	for _, name := range names {
		fmt.Fprintf(&b, `<Record Type="OData.Community.Keys.V1.AlternateKey"><PropertyValue Property="Key"><Collection>`+
			`<Record Type="OData.Community.Keys.V1.PropertyRef"><PropertyValue Property="Alias" String="%[1]s"/><PropertyValue Property="Name" PropertyPath="%[1]s"/></Record>`+
			`</Collection></PropertyValue></Record>`, name)
	}
	b.WriteString(`</Collection></Annotation>`)
	return b.String()
}

func writeXML(w http.ResponseWriter, document string) {
	h := w.Header()
	h.Set("Content-Type", "application/xml; charset=utf-8")
	h.Set("OData-Version", "4.0")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write([]byte(document))
}

// set is an entry of a service document (OData JSON Format 4.0, section 5).
type set struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	URL  string `json:"url"`
}

// serviceDocument names the sets of a service.
func serviceDocument(context string, types ...*entityType) map[string]any {
	sets := make([]set, 0, len(types))
	for _, t := range types {
		sets = append(sets, set{t.set, "EntitySet", t.set})
	}
	return map[string]any{"@odata.context": context, "value": sets}
}
