export * from '#nowhere';
