package browser

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// eventBacklog is how many events a slow tab may be behind before its stream is
// ended. It connects again and reads everything anew, which serves it better than
// old hints.
const eventBacklog = 256

// event is one line of the stream. Data are the arguments of the listeners.
type event struct {
	Name string `json:"name"`
	Data []any  `json:"data"`
}

// hub hands every event to every open stream.
type hub struct {
	mu      sync.Mutex
	streams map[chan []byte]struct{}
}

func newHub() *hub { return &hub{streams: map[chan []byte]struct{}{}} }

// emit never waits: a full stream is closed.
func (h *hub) emit(name string, payload any) error {
	line, err := json.Marshal(event{Name: name, Data: []any{payload}})
	if err != nil {
		return err
	}
	line = append(line, '\n')
	h.mu.Lock()
	defer h.mu.Unlock()
	for stream := range h.streams {
		select {
		case stream <- line:
		default:
			delete(h.streams, stream)
			close(stream)
		}
	}
	return nil
}

// open starts a stream; leave ends it, also when it has been closed before.
func (h *hub) open() (stream <-chan []byte, leave func()) {
	c := make(chan []byte, eventBacklog)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.streams[c] = struct{}{}
	return c, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.streams, c)
	}
}

// events answers GET /api/events with one JSON object {"name", "data"} per line, for
// as long as the tab is open. It is a fetched stream: an EventSource cannot carry a
// bearer.
func (s *Server) events(w http.ResponseWriter, r *http.Request, own *session) {
	lines, leave := s.hub.open()
	defer leave()
	defer s.tabs.open()()
	answer := http.NewResponseController(w)
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.WriteHeader(http.StatusOK)
	_ = answer.SetReadDeadline(time.Time{})
	for {
		_ = answer.SetWriteDeadline(time.Now().Add(writeTimeout))
		if answer.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-own.ended:
			return
		case line, open := <-lines:
			if !open {
				return
			}
			_ = answer.SetWriteDeadline(time.Now().Add(writeTimeout))
			if _, err := w.Write(line); err != nil {
				return
			}
		}
	}
}
