package dataverse

import (
	"net/http"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// crm is the namespace of the Web API, and longestURL what an address may have in a batch ("up to 64
// KB", Execute batch operations using the Web API).
const (
	crm        = "Microsoft.Dynamics.CRM"
	longestURL = 64 << 10
)

// table is a table of an organization, as far as connecting needs it: programs read users,
// organization and solutions, and look up the names of sets. Nothing can be written.
type table struct {
	entityType
	schemaName string
	privilege  string // the noun in the names of its privileges: prvReadUser
	display    string // the property that names a row
	code       int    // ObjectTypeCode
	rows       func(*Service, caller) []row
}

// tables are those that an organization has here ("Dataverse table/entity reference"); accounts and
// contacts are empty.
func tables() []table {
	return []table{
		tableOf("account", "Account", "accounts", 1, "name", nil, property{"emailaddress1", edmString}, property{"statecode", edmInt}),
		tableOf("businessunit", "BusinessUnit", "businessunits", 10, "name", businessUnits, property{"isdisabled", edmBoolean}),
		tableOf("contact", "Contact", "contacts", 2, "fullname", nil, property{"emailaddress1", edmString}, property{"statecode", edmInt}),
		tableOf("organization", "Organization", "organizations", 1019, "name", organizations, property{"languagecode", edmInt}, property{"localeid", edmInt}),
		tableOf("solution", "Solution", "solutions", 7100, "friendlyname", solutions,
			property{"uniquename", edmString}, property{"version", edmString}, property{"ismanaged", edmBoolean}, property{"isvisible", edmBoolean}),
		tableOf("systemuser", "SystemUser", "systemusers", 8, "fullname", users,
			property{"azureactivedirectoryobjectid", edmGUID}, property{"domainname", edmString}, property{"internalemailaddress", edmString},
			property{"firstname", edmString}, property{"lastname", edmString}, property{"applicationid", edmGUID}, property{"isdisabled", edmBoolean},
			property{"accessmode", edmInt}, property{"_businessunitid_value", edmGUID}),
	}
}

func tableOf(logical, schema, set string, code int, display string, rows func(*Service, caller) []row, more ...property) table {
	t := table{schemaName: schema, privilege: strings.TrimPrefix(schema, "System"), display: display, code: code, rows: rows}
	t.entityType = entityType{namespace: crm, name: logical, set: set, keys: []string{logical + "id"}, table: true}
	if logical == "systemuser" {
		t.keys = append(t.keys, "azureactivedirectoryobjectid")
	}
	t.properties = append([]property{{logical + "id", edmGUID}, {display, edmString}}, more...)
	return t
}

// definitions is the set EntityDefinitions: what there is to know of tables.
func definitions() table {
	t := table{schemaName: "Entity", privilege: "Entity", rows: func(*Service, caller) (rows []row) {
		for _, t := range tables() {
			rows = append(rows, row{
				"MetadataId": aadsts.IDOf("table " + t.name), "LogicalName": t.name, "SchemaName": t.schemaName, "EntitySetName": t.set,
				"LogicalCollectionName": t.set, "PrimaryIdAttribute": t.keys[0], "PrimaryNameAttribute": t.display,
				"ObjectTypeCode": float64(t.code), "IsCustomEntity": false,
			})
		}
		return rows
	}}
	t.entityType = entityType{namespace: crm, name: "EntityMetadata", set: "EntityDefinitions", keys: []string{"MetadataId", "LogicalName"}, table: true, properties: []property{
		{"MetadataId", edmGUID}, {"LogicalName", edmString}, {"SchemaName", edmString}, {"EntitySetName", edmString}, {"LogicalCollectionName", edmString},
		{"PrimaryIdAttribute", edmString}, {"PrimaryNameAttribute", edmString}, {"ObjectTypeCode", edmInt}, {"IsCustomEntity", edmBoolean},
	}}
	return t
}

// sets are the tables, and EntityDefinitions.
func sets() []table { return append(tables(), definitions()) }

// setTypes are the types of all sets.
func setTypes() (types []*entityType) {
	for _, t := range sets() {
		types = append(types, &t.entityType)
	}
	return types
}

func businessUnits(_ *Service, c caller) []row {
	return []row{{"businessunitid": c.businessUnit(), "name": c.organization.UniqueName, "isdisabled": false}}
}

// businessUnit is the root business unit, where everybody is.
func (c caller) businessUnit() string {
	return aadsts.IDOf("business unit " + c.organization.UniqueName)
}

func organizations(_ *Service, c caller) []row {
	return []row{{"organizationid": c.organization.ID, "name": c.organization.FriendlyName, "languagecode": 1033.0, "localeid": 1033.0}}
}

// solutions are the two that every organization has; their ids are the same everywhere ("Default
// Solution" and "Active Solution", from memory).
func solutions(*Service, caller) []row {
	return []row{
		{"solutionid": "fd140aae-4df4-11dd-bd17-0019b9312238", "uniquename": "Active", "friendlyname": "Active Solution", "version": "1.0", "ismanaged": false, "isvisible": false},
		{"solutionid": "fd140aaf-4df4-11dd-bd17-0019b9312238", "uniquename": "Default", "friendlyname": "Default Solution", "version": "1.0", "ismanaged": false, "isvisible": true},
	}
}

// users are the people and applications of the organization: access mode 0 is a person, 4 an
// application ("System User table reference").
func users(s *Service, c caller) (rows []row) {
	for _, u := range s.usersOf(c.organization) {
		v := row{
			"systemuserid": u.id, "azureactivedirectoryobjectid": u.objectID, "domainname": u.name, "internalemailaddress": orNull(u.mail),
			"firstname": orNull(u.first), "lastname": orNull(u.last), "fullname": u.full, "applicationid": orNull(u.application),
			"isdisabled": u.disabled, "accessmode": 0.0, "_businessunitid_value": c.businessUnit(),
		}
		if u.application != "" {
			v["domainname"], v["accessmode"] = u.application, 4.0
		}
		rows = append(rows, v)
	}
	return rows
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// serveSet answers for a set or one of its rows, when there is such a set.
func (s *Service) serveSet(w http.ResponseWriter, r *http.Request, c caller, segment string) (there bool) {
	name, _, keyed := strings.Cut(segment, "(")
	i := slices.IndexFunc(sets(), func(t table) bool { return t.set == name })
	if i < 0 {
		return false
	}
	t := sets()[i]
	if !isRead(r) {
		t.refuseWriting(c, r.Method).write(w)
		return true
	}
	p, bad := aadsts.ReadParams(r.URL.RawQuery, longestURL)
	if bad != nil {
		badOption(bad.Text).write(w)
		return true
	}
	q, refused := t.readQuery(p)
	if refused == nil && keyed {
		var known bool
		if q.key, known = t.readKey(segment); !known {
			return false
		}
	}
	if refused != nil {
		refused.write(w)
		return true
	}
	s.answerSet(w, c, t, segment, q)
	return true
}

// refuseWriting names the privilege that a method needs.
func (t table) refuseWriting(c caller, method string) *refusal {
	switch method {
	case http.MethodPost:
		return c.missing("prvCreate" + t.privilege)
	case http.MethodPatch, http.MethodPut:
		return c.missing("prvWrite" + t.privilege)
	case http.MethodDelete:
		return c.missing("prvDelete" + t.privilege)
	}
	return noMethod(method)
}

func (s *Service) answerSet(w http.ResponseWriter, c caller, t table, segment string, q query) {
	found := []row{}
	if t.rows != nil {
		for _, v := range t.rows(s, c) {
			if q.holds(v) && (q.key == nil || q.key(v)) {
				found = append(found, v)
			}
		}
	}
	q.sort(&t.entityType, found)
	count := len(found)
	if q.top >= 0 {
		found = found[:min(q.top, count)]
	}
	for i, v := range found {
		found[i] = q.chosen(v)
		found[i][t.keys[0]] = v[t.keys[0]] // Dataverse always gives it
	}
	context := c.service + q.context(&t.entityType)
	switch {
	case q.key == nil && q.count:
		writeODataJSON(w, map[string]any{"@odata.context": context, "@odata.count": count, "value": found})
	case q.key == nil:
		writeODataJSON(w, map[string]any{"@odata.context": context, "value": found})
	case count == 0:
		_, key, _ := strings.Cut(strings.TrimSuffix(segment, ")"), "(")
		(&refusal{status: http.StatusNotFound, code: doesNotExist, message: t.schemaName + " With Id = " + aadsts.Show(key) + " Does Not Exist"}).write(w)
	default:
		one := row{"@odata.context": context + "/$entity"}
		for name, value := range found[0] {
			one[name] = value
		}
		writeODataJSON(w, one)
	}
}
