package dataverse

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"latchkey/app/practice/entra/directory"
)

// FuzzMessages: whatever is sent as a message, the answer is well-formed.
func FuzzMessages(f *testing.F) {
	store, err := directory.New(directory.Options{Seed: []byte(strings.Repeat("0123456789abcdef", 2))})
	if err != nil {
		f.Fatal(err)
	}
	s := New(store, nil)
	const head = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>`
	for _, seed := range [][2]string{
		{head + `<Execute xmlns="` + services + `"><request><RequestName>WhoAmI</RequestName></request></Execute></s:Body></s:Envelope>`, "Execute"},
		{head + `<Execute xmlns="` + services + `"><request><RequestName>RetrieveCurrentOrganization</RequestName></request></Execute></s:Body></s:Envelope>`, "Execute"},
		{head + `<Create xmlns="` + services + `"><entity><LogicalName>account</LogicalName></entity></Create></s:Body></s:Envelope>`, "Create"},
		{`<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>`, ""},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, body, action string) {
		r := httptest.NewRequestWithContext(t.Context(), "POST", soapPath, strings.NewReader(body))
		r.Header.Set("Content-Type", "text/xml")
		r.Header.Set("SOAPAction", services+"/IOrganizationService/"+action)
		w := httptest.NewRecorder()
		m, bad := readMessage(r)
		if bad != nil {
			s.writeFault(w, bad)
		} else if answer, refused := execute(caller{}, m.Body.Operation); refused != nil {
			s.writeFault(w, refused.soap())
		} else {
			writeEnvelope(w, 200, answer)
		}
		d := xml.NewDecoder(w.Body)
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatal(err)
			}
		}
	})
}
