package profile

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkSaveAmongThousand loads and saves one profile among 1,000. The budget is
// 20 ms; the name has to be unique among all of them.
func BenchmarkSaveAmongThousand(b *testing.B) {
	s, err := OpenStore(b.TempDir(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var id string
	for i := range 1000 {
		p, err := save(s, fmt.Sprintf("Profile %d", i))
		if err != nil {
			b.Fatal(err)
		}
		id = p.ID
	}
	for _, rename := range []bool{false, true} {
		b.Run(fmt.Sprintf("rename=%t", rename), func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				e, err := s.Get(id)
				if err != nil {
					b.Fatal(err)
				}
				if rename {
					e.Profile.Name = fmt.Sprintf("Renamed %d", n)
				}
				if _, err := s.Save(e.Profile); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("list", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.List(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func save(s *Store, name string) (Profile, error) {
	p := sample()
	p.Name = name
	return s.Save(p)
}
