package dataverse

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// The organization service speaks SOAP 1.1 by WCF's basicHttpBinding; ServiceClient connects by it
// (AuthorityResolver.cs, ConnectionService.cs). The contract is IOrganizationService.
const (
	soapPath     = "/XRMServices/2011/Organization.svc/web"
	soapEnvelope = "http://schemas.xmlsoap.org/soap/envelope/"
	services     = "http://schemas.microsoft.com/xrm/2011/Contracts/Services"
	contracts    = "http://schemas.microsoft.com/xrm/2011/Contracts"
)

// Bounds of a message: those that are answered have some 2 KB and a depth of 7.
const (
	longestMessage = 64 << 10
	deepestMessage = 64
)

// IsOrganizationService says whether a path is that of the organization service, in any case.
func IsOrganizationService(path string) bool { return strings.EqualFold(path, soapPath) }

// message is what a client sends: an operation, and for Execute its request.
type message struct {
	Header struct {
		CallerID string `xml:"http://schemas.microsoft.com/xrm/2011/Contracts CallerId"`
	} `xml:"http://schemas.xmlsoap.org/soap/envelope/ Header"`
	Body struct {
		Operation *operation `xml:",any"`
	} `xml:"http://schemas.xmlsoap.org/soap/envelope/ Body"`
}

type operation struct {
	XMLName xml.Name
	Request string `xml:"request>RequestName"` // of Execute
	Entity  string `xml:"entity>LogicalName"`  // of Create and Update
	Name    string `xml:"entityName"`          // of Delete
}

func (s *Service) serveSOAP(w http.ResponseWriter, r *http.Request) {
	c, ok := s.caller(w, r)
	if !ok {
		return
	}
	if refused := s.limit(w.Header(), c); refused != nil {
		s.writeFault(w, refused.soap())
		return
	}
	if r.Method != http.MethodPost {
		noMethod(r.Method).write(w)
		return
	}
	m, bad := readMessage(r)
	if bad != nil {
		s.writeFault(w, bad)
		return
	}
	header := r.Header
	if m.Header.CallerID != "" {
		header = http.Header{"Mscrmcallerid": {m.Header.CallerID}}
	}
	c, refused := s.actingFor(c, header)
	var answer string
	if refused == nil {
		answer, refused = execute(c, m.Body.Operation)
	}
	if refused != nil {
		s.writeFault(w, refused.soap())
		return
	}
	writeEnvelope(w, http.StatusOK, answer)
}

// readMessage reads a message within its bounds. What WCF says of each fault is from memory.
func readMessage(r *http.Request) (*message, *soapFault) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "text/xml" {
		return nil, &soapFault{status: http.StatusUnsupportedMediaType, code: "Client", text: "The content type has to be text/xml; charset=utf-8."}
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, longestMessage+1))
	if err != nil || len(body) > longestMessage {
		return nil, clientFault("The message is longer than 65536 bytes.")
	}
	if why := checkXML(body); why != "" {
		return nil, clientFault(why)
	}
	var envelope struct {
		XMLName xml.Name
		message
	}
	if err := xml.Unmarshal(body, &envelope); err != nil {
		return nil, clientFault("The message is not well-formed XML.")
	}
	if envelope.XMLName != (xml.Name{Space: soapEnvelope, Local: "Envelope"}) {
		return nil, &soapFault{code: "VersionMismatch", text: "The message is no envelope of SOAP 1.1."}
	}
	o := envelope.Body.Operation
	if o == nil {
		return nil, clientFault("The body of the message is empty.")
	}
	if action := strings.Trim(r.Header.Get("SOAPAction"), `"`); action != services+"/IOrganizationService/"+o.XMLName.Local || o.XMLName.Space != services {
		return nil, &soapFault{code: "ActionNotSupported", space: "http://schemas.microsoft.com/ws/2005/05/addressing/none",
			text: "The message with Action '" + aadsts.Show(action) + "' cannot be processed at the receiver, due to a ContractFilter mismatch at the EndpointDispatcher."}
	}
	return &envelope.message, nil
}

// checkXML says why a text is no message, before anything is made of it: SOAP has no document type
// (SOAP 1.1, section 3), and with it no entities that grow.
func checkXML(body []byte) (why string) {
	d, depth := xml.NewDecoder(bytes.NewReader(body)), 0
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return ""
		case err != nil:
			return "The message is not well-formed XML."
		}
		switch token.(type) {
		case xml.Directive:
			return "The message has a document type, which SOAP forbids."
		case xml.StartElement:
			if depth++; depth > deepestMessage {
				return "The elements of the message are nested too deeply."
			}
		case xml.EndElement:
			depth--
		}
	}
}

// execute answers an operation.
func execute(c caller, o *operation) (string, *refusal) {
	switch o.XMLName.Local {
	case "Execute":
	case "Create", "Update", "Delete":
		return "", refuseOperation(c, o)
	default:
		return "", notHere(o.XMLName.Local)
	}
	switch o.Request {
	case "WhoAmI":
		return executed(o.Request, guid("UserId", c.userID), guid("BusinessUnitId", c.businessUnit()), guid("OrganizationId", c.organization.ID)), nil
	case "RetrieveVersion":
		return executed(o.Request, result{"Version", "http://www.w3.org/2001/XMLSchema", "string", xmlText(c.organization.Version)}), nil
	case "RetrieveCurrentOrganization":
		return executed(o.Request, result{"Detail", "http://schemas.microsoft.com/xrm/2014/Contracts", "OrganizationDetail", c.detailXML()}), nil
	}
	return "", notHere(o.Request)
}

// notHere has the code of errors that Dataverse has no other for.
func notHere(name string) *refusal {
	return &refusal{status: http.StatusInternalServerError, code: "0x80040216", message: "The practice tenant has WhoAmI, RetrieveVersion and RetrieveCurrentOrganization by SOAP, but not '" + aadsts.Show(name) + "'."}
}

// refuseOperation names the privilege that is missing for writing a row.
func refuseOperation(c caller, o *operation) *refusal {
	name := o.Entity + o.Name
	for _, t := range tables() {
		if t.name == name {
			return t.refuseWriting(c, map[string]string{"Create": http.MethodPost, "Update": http.MethodPatch, "Delete": http.MethodDelete}[o.XMLName.Local])
		}
	}
	return notHere(o.XMLName.Local + " " + name)
}
