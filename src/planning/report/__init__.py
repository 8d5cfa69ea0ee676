"""Tables, layers and pages drawn from the appraisal; nothing is computed here."""
