export * from 'no-such-package-of-ours';
