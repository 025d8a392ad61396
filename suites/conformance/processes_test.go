package conformance_test

import (
	"context"
	"net"
	"net/rpc"
	"os"
	"path/filepath"

	. "github.com/onsi/ginkgo/v2"
)

// Desk is the desk of process 1 as the other processes call it.
type Desk struct{ desk *desk }

// Decide decides a case.
func (d *Desk) Decide(asked Asked, reply *Reply) error {
	*reply = d.desk.decide(d.desk.ctx, asked)
	return nil
}

// serve opens the desk to the other processes, in a folder that only this user
// may enter, and gives its place.
func (s *suite) serve() []byte {
	folder, err := os.MkdirTemp("", "plumbline")
	if err != nil {
		Fail("no folder for the processes to meet in: " + err.Error())
	}
	place := filepath.Join(folder, "desk")
	listener, err := net.Listen("unix", place)
	if err != nil {
		Fail("the processes cannot meet; run without --procs: " + err.Error())
	}
	server := rpc.NewServer()
	if err := server.Register(&Desk{s.desk}); err != nil {
		Fail(err.Error())
	}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return // closed at the end
			}
			go server.ServeConn(connection)
		}
	}()
	DeferCleanup(func() error {
		listener.Close()
		return os.RemoveAll(folder)
	})
	return []byte(place)
}

// connect lets a process that has no desk ask that of process 1.
func (s *suite) connect(place []byte) {
	if s.desk != nil {
		return
	}
	client, err := rpc.Dial("unix", string(place))
	if err != nil {
		Fail("process 1, which asks the target for all, cannot be reached: " + err.Error())
	}
	s.remote = &remote{client}
	DeferCleanup(client.Close)
}

// remote is the desk of process 1, seen from another one.
type remote struct{ client *rpc.Client }

func (r *remote) decide(ctx context.Context, asked Asked) (Reply, error) {
	var reply Reply
	call := r.client.Go("Desk.Decide", asked, &reply, nil)
	select {
	case <-ctx.Done():
		return Reply{Ended: "interrupted before the case was decided"}, nil
	case <-call.Done:
		return reply, call.Error
	}
}
