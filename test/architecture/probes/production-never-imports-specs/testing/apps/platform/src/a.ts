export * from '#testing';
