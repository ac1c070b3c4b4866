/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // `localhost` and `127.0.0.1` are two origins to Next's development server.
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  devIndicators: false,
  // `npm run check` checks the types of the whole project; the first start must not take twice as long.
  typescript: { ignoreBuildErrors: true },
};
