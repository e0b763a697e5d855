package discovery

import (
	"encoding/json"
	"io"
	"strings"

	"latchkey/app/cloud"
)

// decodeWhoAmI reads the answer of the function WhoAmI, at most a megabyte of it.
func decodeWhoAmI(body io.Reader) (WhoAmI, error) {
	data, err := io.ReadAll(io.LimitReader(body, 1<<20))
	if err != nil {
		return WhoAmI{}, decodeProblem(err)
	}
	var answer struct{ UserID, BusinessUnitID, OrganizationID uniqueGUID }
	if err := json.Unmarshal(data, &answer); err != nil {
		return WhoAmI{}, decodeProblem(shortened(err))
	}
	who := WhoAmI{
		UserID:         answer.UserID.guid,
		BusinessUnitID: answer.BusinessUnitID.guid,
		OrganizationID: answer.OrganizationID.guid,
	}
	if who.UserID == "" || who.OrganizationID == "" {
		return WhoAmI{}, decodeProblem(errShape)
	}
	return who, nil
}

// shortened recognises the syntax error of an answer that ends too early.
func shortened(err error) error {
	if strings.Contains(err.Error(), "unexpected end of JSON input") {
		return io.ErrUnexpectedEOF
	}
	return err
}

// uniqueGUID is a GUID that may occur only once in an object.
type uniqueGUID struct {
	guid string
	seen bool
}

// UnmarshalJSON implements json.Unmarshaler.
func (u *uniqueGUID) UnmarshalJSON(data []byte) error {
	if u.seen {
		return errTwice
	}
	u.seen = true
	var text string
	if json.Unmarshal(data, &text) != nil || !cloud.IsGUID(text) {
		return errShape
	}
	u.guid = strings.ToLower(text)
	return nil
}
