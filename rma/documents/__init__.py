"""What people print, sign and send on: pages for paper, and the codes on them."""
