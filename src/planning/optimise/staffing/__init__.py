"""Staff of a plan: who is recruited, retrained and moved so that least is lacking."""
