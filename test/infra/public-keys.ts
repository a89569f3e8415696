/** Public keys whose private keys nobody has kept. */
export const rsaKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA4fl7Pv5CNUbEC/azPG52
O1QAq7KwnRY4ibozthA+PcDd0K6qOINXA5O3kKfYK/EaOWaO6fDkGDw1V0OIQUql
kAObhSqzLXH7/jzhfukNnOvyNlSpnwQ9roBn0JmvSqTO1eWOcWh09nAwh+WMKwc8
91iGumDO34/FHvW6FVBPuofr6gkjHySRzXSTUh4v/T/Cvc8JxBEF4iliB129y6ML
4Te68lD2O3KfiIS/u5yMm5Swr1G23Vrr0M1UQZmETnDvWYibm34mQNWggXl6/6Wx
05D8AUpnWdCuTS+DANUCj7sbhC8A5SzhjXOEd8BnKbhOY1TkZKZTrhA8eYBskfnG
swIDAQAB
-----END PUBLIC KEY-----
`;

export const ecdsaKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEv++PCRVAa7NkkngHw8u631k2hA5t
rN0VP2GOab6UTyG2rs++ze5JpL+FbppLdvgEyQ5e5LpmjQmgGMNsJhAw4Q==
-----END PUBLIC KEY-----
`;
