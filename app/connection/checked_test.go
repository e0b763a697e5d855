package connection

import (
	"context"

	"latchkey/app/discovery"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// The methods of the stage check or resolve a profile where it enters, as the front ends do.

func (s *stage) SignIn(ctx context.Context, p profile.Profile, o Options) (Session, error) {
	checked, err := profile.Check(p)
	if err != nil {
		return Session{}, err
	}
	return s.Service.SignIn(ctx, checked, o)
}

func (s *stage) Retrieve(ctx context.Context, p profile.Profile, o Options) (Session, Retrieved, error) {
	checked, err := profile.Check(p)
	if err != nil {
		return Session{}, Retrieved{}, err
	}
	return s.Service.Retrieve(ctx, checked, o)
}

func (s *stage) Test(ctx context.Context, p profile.Profile, o Options) (Session, discovery.WhoAmI, error) {
	checked, err := profile.Check(p)
	if err != nil {
		return Session{}, discovery.WhoAmI{}, err
	}
	return s.Service.Test(ctx, checked, o)
}

func (s *stage) Token(ctx context.Context, p profile.Profile, resource string) (signin.Token, error) {
	resolved, err := profile.Resolve(p)
	if err != nil {
		return signin.Token{}, err
	}
	return s.Service.Token(ctx, resolved, resource)
}

func (s *stage) View(ctx context.Context, p profile.Profile) (View, error) {
	resolved, err := profile.Resolve(p)
	if err != nil {
		return View{}, err
	}
	return s.Service.View(ctx, resolved)
}

func (s *stage) UseAccount(ctx context.Context, p profile.Profile, homeAccountID string) (profile.Profile, error) {
	resolved, err := profile.Resolve(p)
	if err != nil {
		return p, err
	}
	return s.Service.UseAccount(ctx, resolved, homeAccountID)
}

func (s *stage) ForgetApplication(ctx context.Context, p profile.Profile) error {
	resolved, err := profile.Resolve(p)
	if err != nil {
		return err
	}
	return s.Service.ForgetApplication(ctx, resolved)
}
