"""What stands between the network and the pages: connections, requests, and what the terminal says about them."""
