// Made by `npm run widths` (Unicode 11, widths compared with Unicode 17.0). Do not edit.

/**
 * Code points that every terminal draws in the same number of cells: none (marks), one, or two. Sorted ranges in
 * base 36: the distance from the end of the range before, then a dot and the length if there is more than one.
 */
export const sureWidths = {
  none: `
  lc.1w 2.a 2.w 7o.4 7f.19 2 2.2 2.2 2 21.6 1i.k i 2u.7 3.6 3.2 2.4 10 v.r 2k.b 1n.9 7i.2 1m 5.8 9.4 e.2 u
  1n 5.4 u.2 u.2 1m 5.2 5.2 3.3 z.2 g.2 1m 5.5 2.2 q.2 u 1n 3 2.3 j 18 1q d 35.3 6.3 2.3 9.2 2u 3 7 6.2
  l.2 2m.3 3r 8.3 2 2j 3.7 d.8 2r 3.6 2.2 c.6 23.2 s 2 2 1k.2 2 3 2.6 2 2.3 2.2 9.3 2.4 2.4 2.4 2.4 2.4
  2.c 2.3 a 2v.4 2 4.2 x.2 li qb.3 u.2 v.2 v.2 1w.7 9 3.9 2 a 5o 3b.3 5.2 a 7.3 64.2 6g.4 1d 2.5 2 6 15.9
  gd.b 1g.2 k1.d 5 4.b qon 5 q.2 ge0 2xv.3 2.2 6.4 15.3 13cd.3 i.8 3.7 v.4 45.3`,
  one: `
  w.2n y.d 2.gi 35.8 3.6 5.7 2 2.k 2.68 8.4m 2.12 3.1e 3.3 1b 2 3 3 a.r 5.6 i.a c 3.19 m.g 2.2t g.2 3 5.w
  3 2.u u.2h c f.17 a.7 4.o 5 a 4 8.f 2.p 6 2.b 1i.l 2.8 1z.1i 4 j 8.a 3.t 5.8 3.2 3.m 2.7 2 4.4 4 h e.2
  2.3 5.o 8.6 5.2 3.m 2.7 2.2 2.2 2.2 w.4 2 8.a 3.3 2 f.9 2.3 2.m 2.7 2.2 2.5 4 j g.2 5.c 8 c.8 3.2 3.m
  2.7 2.2 2.5 4 v.2 2.3 5.i c 2.6 4.3 2.4 4.2 2 2.2 4.2 4.3 4.c n m.l b.8 2.3 2.n 2.g 4 r.3 6.2 5.a 9.9
  4.9 2.3 2.n 2.a 2.5 4 x 2.2 5.a 2.2 j.8 2.3 2.15 3 i 5.3 2.a 5.q 6.i 4.o 2.9 2 3.7 w.a 5 d.1c 2 d.8 9.d
  12.2 2 3.2 2 3 7.4 2.7 2.3 2 2 3.2 2.4 2 b 3.5 2 a.a 3.4 x.o 3.r 2 2 2.4 3.8 2.10 p 3.5 1e.8 2.6 2.d
  12.17 l.n 5.4 4 4.2 8.3 5.d d 2.a 5.14 2 6 3.1c 75.21 2.4 3.7 2 2.4 3.15 2.4 3.x 2.4 3.7 2 2.4 3.f 2.1l
  2.4 3.1v 6.t 4.q 7.2e 3.6 3.il 4.2h 8.d 2.4 f.i 4.2 a.i f.d 2.3 g.1g x.9 4.a 7.a 7.b 6.a 7.2h 8.5 3.y 2
  6.1y b.v y 4.16 3.5 c.18 5.q 7.b 4.1l 8.1j 18.a 7.a 7.e 2g.1b i.7 5.r a.9 7.u e.1k n.14 o.f 4.1o 8.17
  3.b c m.4 2.6 2.2 a.5c 1t.7q 3.6 3.12 3.6 3.8 2 2 2 2.v 3.1h 2.f 2.e 3.6 2.j 3.3 2.9 2.b 6.o 8.1d h.2
  3.r 2.d 4.w 1t.3w 5.ay 3.d 3.5a 5.3 2.2 2.1f q.b m.bh 3.l 3.q 9.g d.17 2.a 7.3 2.d 2.8 3.h 3.5 3.8 2.5
  2.l 2.7 3 2.4 2.2 2.7 2.4 3.s 2.z 2 2.4 4 2.1p 4.o 2.e 2.m4 2.1q 3.1f 2.4 2.u 3.w 3.1d 2.1h 2.1b 2.1b
  2.3z 4.2 6.19 2 6 3.1k 8.2 g.n a.7 2.7 2.7 2.7 2.7 2.7 2.7 2.7 y.27 dt n0x.9o l.1b 5 b.w 3.28 3.6 9.56
  1q.b 2.3 2.4 2.n 6.4 5.a 7.1k b.1e r.c p.d 2.12 9.p p 11.1b f.d 2.b 5.7 2.p 2.15 o.3 2.8 5.a 3.v 4.1e 2
  4.2 3.5 3 2 p.g 6.5 d.6 3.6 3.6 a.7 2.7 2.1i b.37 9 5.a flz.7 d.5 6 2.o 2.5 2 2.2 2.2 2.3g i.a5 h.1s
  3.1i 15.e 37.5 2.3r 2t.1p 4.u 4.6 3.6 3.6 3.3 c.7 e.2 3.c 2.q 2.j 2.2 2.f 3.e z.3f 6.3 5.19 4.2g 2.c 5
  1c.19 3o.t 4.1d h.r 5.10 a.u 6.12 b.u 2.11 5.e 17.4e 3.a 7.10 5.10 5.14 9.1g c 41.8n a.m b.8 49.6 3 2.18
  2.2 4 3.n 2.20 9.9 1d.j 2.2 6.x 4.r 6 1t.1k 5.k 3.1b g.4 2.3 2.t b.9 8.9 8.1s x.11 7.c a.1i 4.t 3.r 6.q
  8.4 d.7 29.21 1k.1f e.1f 8.16 d.a 87.v 3m.14 9.m c.9 4q.1h g.7 5.u k.19 c.2 2.4 f.p 8.a a.10 g.f c.z 2.3
  d.1c f 3.5 5 3.g 2.k c.i 2.p d.6 1v.7 2 2.4 2.f 2.b 7.1b i.a c.8 3.2 3.m 2.7 2.2 2.5 4 j d.5 4f.1h j.j 2
  2 z.1c l.4 9.a 4n.1b j.r 11.1c i.4 c.a 7.d k.17 m.a 1j.r m.g 5d.18 g 2t.2b d 75 b.14 d.8 a c.14 n.9 u.1l
  7c.9 2.11 i.6 b.t 4.w 35.7 2.2 2.12 w.a 7.6 2.2 2.w f 8.a 8n.j 5.2 7c.pm 2v.33 2.5 c.5g 24d.tr 34i.g7
  6nu.ft 8.v 2.a 5.2 2p.u 8 b.1c 8.f b.a 2.7 2.l 6.j j5.2j 2u.1x c 1v.d f35.2z 6.d 4.9 8.a 3 3 3tt.6u b.13
  3.1h d.3 n.2 8.u 5.d 7.14 o.1u 4 4b.k 3o.2 3s.2d 2.1z 2.2 3 3.2 3.4 2.c 2 2.7 2.1t 2.4 3.8 2.7 2.s 2.4
  2.5 2 4.7 2.9g 3.84 3.fm 1k.4 1f.8 2.e 2.7 2np.5h 3.9 1d.1w d.a 5.2 lu.1w 98.4 2.r 2.2 2 3 2.a 2.4 2 2 7
  5 2 2 2.3 2.2 2 3 2 2 2 2 2.2 2 3.4 2.7 2.4 2.4 2 2.a 2.h 6.3 2.5 2.h 1h.2 7j.4 2.13 5.2s d.f 3.f 2.e
  3.11 b.d 4.2k 5.u 2.2 b.i ad.c a 1z n.c 18.4 6.c i.3 2.3 20 2 58.2 1s.d 5 p.i 2.q 3.d 2.2e 2e.1c 1z.6
  2.3 4.2 c.b 6.4 d.38 d.2h 14.c 5.1k 9.a 7.14 9.u 2b.c 9h.e`,
  two: `
  6y1.2 28m.q 2.2h d.5y r.c 5.16 7.f 3.2e 5.2t 6.17 2.1f 2.16 2.17 6.10 d.1b 2.14 9.4v 2.59y 23.g6o h.wd
  4.1j 1fe.8mc 6l9.a6 3.2y mv.a n.z 2.j 2.4 46.2o 3k.7 1el6.wyf 16.379 c.66 3.4g2 f.5rl 2e8.f2`,
  /** Of those of one cell the ones that some terminals draw in two (Unicode's East_Asian_Width=A). */
  ambiguous: `
  4h 3 3.2 2 4 2.5 2 2.3 2.4 7 a 8 6.4 5 2.3 2.2 3 2.2 4.4 2 2 3 g 2 8 b.2 4 6.3 5 7.4 2 4.4 2 5.2 j.2 4
  2r 2 2 2 2 2 2 2 39 g 2r 3 2.3 2 3 8.4 2 2 4y.h 2.7 8.h 2.7 1k f.1s 2 5hb 5.2 2.2 3.2 3.3 2.2 2 9 2.2 2
  6 3 1i b 2.4 14 2f 2 4 a 3 b.2 4 5 14.2 7.4 2.c 5.a g b.6 v.2 p 2 j p 2.2 4.2 3 4 2 4 5 3.4 3 2 2.6 2
  6.4 5.2 b 4 6 e.2 3 2.2 3.2 3.2 j.2 3.2 e 4 c q 2b 9a.3u 2.l 5.8 2.3 2.3 2.3 2.3 2.7 2.7 2.7 2.7 2.f 7.r
  5.3 d k.2 b.2 2.7 9.2 3.2 5.2 3.2 5.3 6 2.2 h.4 a m.2 3 5.2 d 2 y 2 u.2 2.3 2.4 2.2 2 1b.2 w 7.8 2.5 2.d
  2 5.2 2.7 3 2.4 2.2 2.2 1q 1l.a rb.4 2hlz.b 6.u 3.1m 7.u 2.2 b.i`,
} as const;
