package api

import (
	"cmp"
	"context"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/connection"
	"latchkey/app/credential"
	"latchkey/app/profile"
	"latchkey/app/program"
)

// Connection signs in, retrieves organizations and tests a draft of a profile.
type Connection struct {
	program    *program.Program
	hub        *hub
	operations *operations
	verified   *verifications
}

var (
	signInSteps   = []connection.Step{connection.StepSilent, connection.StepBrowser, connection.StepWait, connection.StepExchange}
	retrieveSteps = append(signInSteps[:4:4], connection.StepOrganizations)
	testSteps     = append(signInSteps[:4:4], connection.StepWhoAmI)
)

// Retrieve starts Retrieve all Organizations for a draft. always asks for a prompt
// even when a session is there.
func (c *Connection) Retrieve(d Draft, always bool) (Operation, error) {
	p, err := c.checked(d)
	if err != nil {
		return Operation{}, err
	}
	return c.operations.start("retrieve", owner(d), retrieveSteps, func(ctx context.Context, op *operation) error {
		session, found, err := c.program.Connection.Retrieve(ctx, p, c.options(op, d, always || c.unproved(d, p.Profile())))
		if session.Account.HomeAccountID != "" {
			op.signedIn(session)
		}
		if err != nil {
			return err
		}
		op.retrieved(found)
		return nil
	}), nil
}

// Test starts WhoAmI against the draft's organization, signing in when it must.
func (c *Connection) Test(d Draft) (Operation, error) {
	p, err := c.checked(d)
	if err != nil {
		return Operation{}, err
	}
	proved := c.verified.begin(owner(d), p.Profile())
	return c.operations.start("test", owner(d), testSteps, func(ctx context.Context, op *operation) error {
		session, who, err := c.program.Connection.Test(ctx, p, c.options(op, d, c.unproved(d, p.Profile())))
		if session.Account.Username != "" {
			op.signedIn(session)
		}
		if err != nil {
			return err
		}
		proved(c.program.Now(), session)
		op.change(func(v *Operation) {
			v.WhoAmI = &WhoAmI{
				UserID: who.UserID, BusinessUnitID: who.BusinessUnitID, OrganizationID: who.OrganizationID,
				UserName: session.Account.Name, Milliseconds: int(who.Elapsed.Milliseconds()),
			}
		})
		return nil
	}), nil
}

// checked turns a draft into a profile that can be signed in to.
func (c *Connection) checked(d Draft) (profile.Checked, error) {
	p, err := d.profile()
	if err != nil {
		return profile.Checked{}, err
	}
	return profile.Check(p)
}

// owner is what one operation at a time runs for.
func owner(d Draft) string {
	if d.Profile.ID == "" {
		return "draft " + d.Key
	}
	return d.Profile.ID
}

// unproved reports that a password, secret or certificate was entered that has not signed
// in yet: a session that an older one brought would prove nothing about it.
func (c *Connection) unproved(d Draft, p profile.Profile) bool {
	switch {
	case p.ByPassword():
		return c.program.Credentials.HasUntested(owner(d), credential.Password)
	case p.IsApplication() && p.Credential != nil:
		return c.program.Credentials.HasUntested(owner(d), credential.Kind(p.Credential.Kind))
	}
	return false
}

// options of a sign-in that an operation watches.
func (c *Connection) options(op *operation, d Draft, always bool) connection.Options {
	return connection.Options{
		Always: always, Watch: op, Owner: owner(d),
		Wait: connection.Wait{Limit: waitLimit, Grace: waitGrace, Extend: op.more, Posted: c.posted(d.Profile)},
	}
}

// posted is how the practice tenant tells whether it has answered a sign-in that begins now; nil for a
// real one.
func (c *Connection) posted(p profile.Profile) func() bool {
	if p.Cloud != cloud.Practice {
		return nil
	}
	answered := func() (count int) {
		ctx, cancel := context.WithTimeout(context.Background(), infoLimit)
		defer cancel()
		tenant, err := c.program.Practice(ctx)
		if err != nil {
			return 0
		}
		list, _ := tenant.Control().SignIns(ctx)
		for _, s := range list {
			if s.Code == 0 && strings.EqualFold(s.ApplicationID, p.ApplicationID) {
				count++
			}
		}
		return count
	}
	before := answered()
	return func() bool { return answered() > before }
}

// State returns an operation as it is now.
func (c *Connection) State(id string) (Operation, error) {
	op, err := c.operations.find(id)
	if err != nil {
		return Operation{}, err
	}
	return op.snapshot(), nil
}

// Cancel stops an operation; one that has ended stays as it is.
func (c *Connection) Cancel(id string) error {
	op, err := c.operations.find(id)
	if err != nil {
		return err
	}
	op.cancel()
	return nil
}

// KeepWaiting starts the limit anew.
func (c *Connection) KeepWaiting(id string) error {
	op, _, err := c.operations.waiting(id)
	if err != nil {
		return err
	}
	select {
	case op.more <- struct{}{}:
	default:
	}
	op.extended()
	return nil
}

// OpenAgain opens the same address in the browser once more.
func (c *Connection) OpenAgain(id string) error {
	_, attempt, err := c.operations.waiting(id)
	if err != nil {
		return err
	}
	return attempt.Open(context.Background())
}

// Address is the address to open in a browser. It carries no secret.
func (c *Connection) Address(id string) (string, error) {
	_, attempt, err := c.operations.waiting(id)
	if err != nil {
		return "", err
	}
	return attempt.Address(), nil
}

// Paste takes the address where the browser ended. A rejection says what is wrong
// with it; the operation keeps waiting.
func (c *Connection) Paste(id, text string) error {
	_, attempt, err := c.operations.waiting(id)
	if err != nil {
		return err
	}
	return attempt.Paste(text)
}

// Organizations are the rows that a retrieval found.
func (c *Connection) Organizations(id string) ([]OrganizationRow, error) {
	op, err := c.operations.find(id)
	if err != nil {
		return nil, err
	}
	op.mu.Lock()
	defer op.mu.Unlock()
	rows := make([]OrganizationRow, len(op.instances))
	for i, instance := range op.instances {
		o := instance.Organization()
		rows[i] = OrganizationRow{
			ID: o.ID, FriendlyName: o.FriendlyName, UniqueName: o.UniqueName, URL: o.URL,
			Region: o.Region, Version: o.Version, Disabled: instance.State != 0,
			TenantID: o.TenantID, Guest: op.session.IsGuestIn(o.TenantID),
		}
	}
	return rows, nil
}

// Choose puts one of the found organizations, and the account that found it, into a draft.
func (c *Connection) Choose(d Draft, id, organizationID string) (Draft, error) {
	op, err := c.operations.find(id)
	if err != nil {
		return d, err
	}
	op.mu.Lock()
	defer op.mu.Unlock()
	instance, err := connection.Find(op.instances, organizationID)
	if err != nil {
		return d, err
	}
	p, err := d.profile()
	if err != nil {
		return d, err
	}
	p = connection.Choose(connection.Adopt(p, op.session, c.program.Now()), instance)
	if p.Name == "" {
		p.Name, err = c.nameFor(*p.Organization)
	}
	return d.showing(p), err
}

// nameFor is a name for a profile that has none: its organization's, unless another profile
// has it already.
func (c *Connection) nameFor(o profile.Organization) (string, error) {
	store, err := c.program.Profiles()
	if err != nil {
		return "", err
	}
	return store.FreeName(cmp.Or(o.FriendlyName, o.UniqueName))
}

// ChooseURL puts an organization whose address was typed into a draft. What its
// name is shows when the connection is tested. The cloud follows the address, unless the
// draft names an organization of another one already.
func (c *Connection) ChooseURL(d Draft, address string) (Draft, error) {
	if p, err := d.profile(); err == nil && p.OrganizationURL == "" {
		if in := profile.ForAddress(d.Profile, address); in.Cloud != d.Profile.Cloud {
			d.Profile = in
		}
	}
	in, err := profile.CloudOf(d.Profile)
	if err != nil {
		return d, err
	}
	o, err := connection.Typed(address, in)
	if err != nil {
		return d, err
	}
	d.Profile.Organization, d.Profile.LastVerified = &o, ""
	return d, nil
}
