// Package dataverse is what tokens are for: the Global Discovery service, the Web API of the
// tenant's organizations as far as WhoAmI, and a mailbox for old programs that know user names
// and passwords only.
//
// It promises that an organization takes tokens of its own tenant and its own address only,
// and that a query option which it doesn't know is refused rather than passed over.
//
// Sources: Microsoft's "Instance entity type" and "Dataverse Web API", OData JSON Format 4.0.
package dataverse
