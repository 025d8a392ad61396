package sdk

// Through puts what it likes between a client and the recorder's endpoint of one call,
// host and port. It gives the endpoint that the client is told, and what ends it. Nothing
// stands before an endpoint of TLS.
type Through func(endpoint string) (told string, end func(), err error)

// told is the endpoint of a call that the client is told.
func (s *session) told(c *Call) (endpoint string, end func(), err error) {
	if s.options.Through == nil {
		return c.Endpoint, func() {}, nil
	}
	return s.options.Through(c.Endpoint)
}
