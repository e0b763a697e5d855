package dataverse

import (
	"encoding/xml"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http/httptest"
	"strings"
	"testing"

	"latchkey/app/practice/entra/directory"
)

// freshService has a directory, and no keys: who calls is not looked at.
func freshService(f *testing.F) *Service {
	f.Helper()
	store, err := directory.New(directory.Options{Seed: []byte(strings.Repeat("0123456789abcdef", 2))})
	if err != nil {
		f.Fatal(err)
	}
	return New(store, nil)
}

// FuzzMessages: whatever is sent as a message, the answer is well-formed.
func FuzzMessages(f *testing.F) {
	s := freshService(f)
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

// FuzzFilters: a filter is read or refused, and what was read can be asked of every row.
func FuzzFilters(f *testing.F) {
	s := freshService(f)
	organization, _ := s.Environment("fabrikam")
	c := caller{organization: organization}
	for _, seed := range []string{
		"domainname eq 'a''b' and not (isdisabled eq true or accessmode ge 3)", "contains(fullname,'x')", "applicationid ne null", "isdisabled",
		"systemuserid eq 6be5d220-baf1-4cd1-973f-4ffd36aebfd5", "uniquename gt 'x' or version le '1'", "((((", "'", "languagecode lt -5",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, set := range sets() {
			holds, refused := set.readFilter(text)
			if (holds == nil) == (refused == nil) {
				t.Fatalf("%s: %v", set.set, refused)
			}
			if refused != nil || set.rows == nil {
				continue
			}
			for _, v := range set.rows(s, c) {
				holds(v)
			}
		}
	})
}

// FuzzBatches: what answers a batch can be taken apart, or is a refusal.
func FuzzBatches(f *testing.F) {
	s := freshService(f)
	organization, _ := s.Environment("fabrikam")
	const version = "--b\r\nContent-Type: application/http\r\n\r\nGET /api/data/v9.2/RetrieveVersion() HTTP/1.1\r\n"
	for _, seed := range []string{
		version + "\r\n--b--", version + version + "\r\n--b--", version,
		"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nPOST /api/data/v9.2/accounts HTTP/1.1\r\n\r\n--c--\r\n--b--",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequestWithContext(t.Context(), "POST", "/api/data/v9.2/$batch", strings.NewReader(body))
		r.Header.Set("Content-Type", "multipart/mixed; boundary=b")
		w := httptest.NewRecorder()
		s.serveBatch(w, r, caller{organization: organization, address: "https://a.localhost", service: "https://a.localhost/api/data/v9.2/"})
		_, parameters, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		if parameters["boundary"] == "" {
			if w.Code != 400 {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			return
		}
		for parts := multipart.NewReader(w.Body, parameters["boundary"]); ; {
			if _, err := parts.NextPart(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatal(err)
			}
		}
	})
}
