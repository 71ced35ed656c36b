/** The credentials that every function is given: temporary ones, as Lambda's are. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' } as const;
